import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compareCommands } from './measure/compare-commands.ts'

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

compareCommands(
  { name: 'perennial --version', words: [perennial, '--version'] },
  { name: 'node -e 0', words: ['-e', '0'] },
  { rounds, bar: 2 },
)
compareCommands(
  { name: 'perennial check', words: [perennial, 'check'] },
  { name: 'mjml alone', words: ['--input-type=module', '-e', compileTemplates] },
  { rounds, bar: 1.5 },
)

function templates(): string[] {
  const dir = join(root, 'templates')
  return readdirSync(dir)
    .filter((file) => file.endsWith('.mjml'))
    .map((file) => join(dir, file))
}
