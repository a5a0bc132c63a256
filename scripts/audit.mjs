// Asks the registry for known vulnerabilities of what is shipped: high and critical ones fail. A registry that offers no
// audits (a mirror without network) is told and fails nobody: `npm run audit`.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cwd = join(dirname(fileURLToPath(import.meta.url)), '..')
const own = process.env.npm_execpath
const [command, ...before] = own ? [process.execPath, own] : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
const words = [
  ...before,
  'audit',
  '--omit=dev',
  '--audit-level=high',
  '--json',
  '--fetch-retries=0',
  '--fetch-timeout=20000',
]
const { status, stdout } = spawnSync(command, words, { cwd, encoding: 'utf8', shell: command.endsWith('.cmd') })

const report = read(stdout)
if (!report?.metadata?.vulnerabilities) {
  const reason = report?.message ?? 'npm audit gave no report'
  process.stderr.write(`warning: not audited, the registry offers no audits: ${reason}\n`)
} else {
  const { high, critical, total } = report.metadata.vulnerabilities
  for (const [name, { severity, range }] of Object.entries(report.vulnerabilities ?? {})) {
    process.stderr.write(`${severity}: ${name} ${range}\n`)
  }
  process.stdout.write(`audited: ${total} known vulnerabilities, ${high + critical} of them high or critical\n`)
  process.exitCode = status === 0 ? 0 : 1
}

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
