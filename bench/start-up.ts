import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Start-up against the bare minimum, within one run: `perennial --version` against `node -e 0`, and `perennial check`
 * on the shipped shop against a script that imports mjml and compiles the same templates once. Run it from the root.
 */
const root = process.cwd()
const perennial = join(root, 'bin', 'perennial.js')
const rounds = Number(process.argv[2] ?? 15)

const compileTemplates = `
  import { readFileSync } from 'node:fs'
  import mjml2html from 'mjml'
  for (const file of ${JSON.stringify(templates())}) {
    await mjml2html(readFileSync(file, 'utf8'), { filePath: ${JSON.stringify(join(root, 'templates'))}, ignoreIncludes: false })
  }`

compare('perennial --version', [perennial, '--version'], 'node -e 0', ['-e', '0'], 2)
compare('perennial check', [perennial, 'check'], 'mjml alone', ['--input-type=module', '-e', compileTemplates], 1.5)

function templates(): string[] {
  const dir = join(root, 'templates')
  return readdirSync(dir)
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => join(dir, file))
}

/** Both in turns, so that a busy moment of the machine hits both; the median counts. */
function compare(name: string, ours: string[], bareName: string, bare: string[], bar: number): void {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let round = 0; round < rounds; round++) {
    times.bare.push(milliseconds(bare))
    times.ours.push(milliseconds(ours))
  }
  const [own, base] = [median(times.ours), median(times.bare)]
  const ratio = own / base
  console.log(
    `${name.padEnd(22)}${own.toFixed(0).padStart(6)} ms   ${bareName.padEnd(12)}${base.toFixed(0).padStart(6)} ms   ` +
      `ratio ${ratio.toFixed(2)} (at most ${bar})   ${ratio <= bar ? 'holds' : 'MISSED'}`,
  )
  if (ratio > bar) process.exitCode = 1
}

function milliseconds(words: string[]): number {
  const began = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${words[0]} ended with ${status}: ${stderr}`)
  return performance.now() - began
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
