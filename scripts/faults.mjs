/**
 * `npm run test:faults [FILE…]`: every fault test with the full numbers of delivery.md section 6 (hours), one file after
 * the other, and then the table for docs/reliability.md. FAULT_SEED=N repeats a run, `--sample` takes the small numbers.
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
const sizes = process.argv.includes('--sample') ? {} : { FAULTS: 'full' }
const named = process.argv.slice(2).filter((word) => word !== '--sample')
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
const { status } = spawnSync('npx', ['vitest', 'run', ...files, '--no-file-parallelism'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...sizes, FAULT_TABLE: table },
})
const rows = readFileSync(table, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))
  .sort((a, b) => a.id.localeCompare(b.id))
console.log('\n| id | fault | faults | lost | twice |\n|---|---|---|---|---|')
for (const { id, what, faults, lost, duplicated } of rows) {
  console.log(`| ${id} | ${what} | ${faults.toLocaleString('en')} | ${lost} | ${duplicated} |`)
}
console.log(`\nSeed ${rows[0]?.seed ?? '–'}, ${Math.round((Date.now() - began) / 60_000)} minutes.`)
rmSync(dir, { recursive: true, force: true })
process.exitCode = status ?? 1
