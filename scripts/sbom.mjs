// Writes the bill of materials of what is shipped, as the lock file has it, to dist/sbom.cdx.json: `npm run sbom`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const own = process.env.npm_execpath
const [command, ...before] = own ? [process.execPath, own] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
const words = [...before, 'sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx']
const made = spawnSync(command, words, { cwd: root, encoding: 'utf8', shell: command.endsWith('.cmd') })
if (made.status !== 0) {
  process.stderr.write(made.stderr)
  process.exit(1)
}
const bill = JSON.parse(made.stdout)
// npm takes the name of the folder.
bill.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name
mkdirSync(join(root, 'dist'), { recursive: true })
writeFileSync(join(root, 'dist', 'sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
process.stdout.write(`dist/sbom.cdx.json: ${bill.components.length} packages\n`)
