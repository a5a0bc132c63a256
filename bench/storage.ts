import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb, storageOf } from '../src/db/index.ts'
import { fillLedger } from './shop/fill-ledger.ts'

/**
 * What the ledger keeps of an email when its outcome is known, on SQLite: the row of `messages` with its indexes, and its
 * share of the request. `node scripts/bench.mjs storage [customers] [emails a request]`.
 */
const customers = Number(process.argv[2] ?? 50_000)
const unit = Number(process.argv[3] ?? 100)
const BAR = 300

const dir = mkdtempSync(join(tmpdir(), 'perennial-storage-'))
const shop = await openDb('sqlite:shop.db', dir, 0)
try {
  const emails = await fillLedger(shop, { customers, unit, runs: 60 })
  const { tables } = await storageOf(shop)
  const ledger = tables.filter(({ table }) => table === 'messages' || table === 'batches')
  for (const { table, parts } of ledger) {
    for (const { name, bytes } of parts) console.log(`${table}  ${name}  ${(bytes / emails).toFixed(1)}`)
  }
  const each = ledger.reduce((sum, { bytes }) => sum + bytes, 0) / emails
  console.log(`${emails} emails, ${unit} a request: ${each.toFixed(1)} bytes each (bar ${BAR})`)
  if (each > BAR) process.exitCode = 1
} finally {
  await shop.close()
  rmSync(dir, { recursive: true, force: true })
}
