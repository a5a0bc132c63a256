// Writes into the README what its `console` commands print now, in a demo shop of a fixed seed and day.
// Run it after a change of words: `npm run readme`. The docs test compares, this mends; read the difference.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const file = join(root, 'README.md')
const temporary = mkdtempSync(join(tmpdir(), 'perennial-readme-'))
const shop = join(temporary, 'kava')
const readme = readFileSync(file, 'utf8')

try {
  perennial(temporary, ['init', 'kava', '--demo', '--as-of', '2026-11-22'])
  for (const [, block] of readme.matchAll(/```yaml\n([\s\S]*?)```/g)) {
    const [, kind, name] = /^(segment|campaign): (\S+)/m.exec(block) ?? []
    if (kind) writeFileSync(join(shop, `${kind}s`, `${name}.yaml`), block)
  }
  writeFileSync(
    file,
    readme.replace(/```console\n([\s\S]*?)```/g, (_, block) => `\`\`\`console\n${printed(block)}\`\`\``),
  )
} finally {
  rmSync(temporary, { recursive: true, force: true })
}

function printed(block) {
  const commands = block.split('\n').filter((line) => line.startsWith('$ perennial '))
  return commands.map((line) => `${line}\n${steady(perennial(shop, line.split(' ').slice(2)))}\n`).join('\n')
}

/** Without what depends on the moment: how old the data is, how long it took. */
function steady(text) {
  const still = text.replace(/ +data .* old$/gm, '').replace(/in \d+(\.\d+)? s\b/g, 'in 0.4 s')
  return still.replace(/[ \t]+$/gm, '').trim()
}

function perennial(cwd, words) {
  const line = [join(root, 'bin', 'perennial.js'), ...words]
  const env = { ...process.env, NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { cwd, encoding: 'utf8', env })
  if (status !== 0) throw new Error(`perennial ${words.join(' ')} ended with ${status}: ${stderr}`)
  return stdout
}
