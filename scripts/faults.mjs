/**
 * `npm run test:faults [FILE…]`: every fault test with the full numbers of delivery.md section 6 (hours), one file after
 * the other, on SQLite and then on PostgreSQL, and then the table for docs/reliability.md. FAULT_SEED=N repeats a run,
 * '--sample' takes the small numbers, FAULTS=0.2 a fifth of the full ones, `--project postgres` one database.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const dir = mkdtempSync(join(tmpdir(), 'perennial-fault-table-'))
const table = join(dir, 'table.jsonl')
writeFileSync(table, '')
const began = Date.now()
const words = process.argv.slice(2)
const sizes = words.includes('--sample') ? {} : { FAULTS: process.env.FAULTS ?? 'full' }
const project = words.includes('--project') ? words[words.indexOf('--project') + 1] : '*'
const named = words.filter((word) => !['--sample', '--project', project].includes(word))
// Faults that need no process of their own are tested where they belong.
const elsewhere = [
  ...[
    'public/leaving',
    'public/webhooks',
    'track/process-webhooks',
    'consent/link-token',
    'check/fuzz',
    'web/attacks',
    'web/hostile',
  ],
  ...['render/naughty-strings', 'cli/log', 'cli/person', 'cli/unfinished-erasure', 'schedule/held-runs', 'db/migrate'],
].map((file) => `test/${file}`)
const files = named.length > 0 ? named : ['test/faults', ...elsewhere]
const { status } = spawnSync('npx', ['vitest', 'run', ...files, '--no-file-parallelism', '--project', project], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...sizes, FAULT_TABLE: table },
})
const rows = readFileSync(table, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))
  .sort((a, b) => b.database.localeCompare(a.database) || a.id.localeCompare(b.id))
console.log('\n| id | database | fault | faults | lost | twice |\n|---|---|---|---|---|---|')
for (const { id, database, what, faults, lost, duplicated } of rows) {
  console.log(`| ${id} | ${database} | ${what} | ${faults.toLocaleString('en')} | ${lost} | ${duplicated} |`)
}
console.log(`\nSeed ${rows[0]?.seed ?? '–'}, ${Math.round((Date.now() - began) / 60_000)} minutes.`)
rmSync(dir, { recursive: true, force: true })
process.exitCode = status ?? 1
