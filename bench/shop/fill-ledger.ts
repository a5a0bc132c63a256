import { sql } from 'kysely'
import { inTransaction, type OpenDb, packedId } from '../../src/db/index.ts'
import { forgetRequests } from '../../src/deliver/index.ts'
import { numbersFrom } from '../../test/support/numbers-from.ts'

const DAY = 86_400_000
const BEGIN = Date.UTC(2026, 0, 1, 8)

/** How many customers, emails a request and runs. */
export interface LedgerSize {
  readonly customers: number
  readonly unit: number
  readonly runs: number
}

/**
 * A ledger as the runs of some weeks leave it: each day a random part of the customers gets one of the shipped campaigns,
 * through Resend, all delivered, the bytes of the requests gone and nothing kept of those of more than a week ago. Returns how many emails there are.
 */
export async function fillLedger({ db, dialect }: OpenDb, { customers, unit, runs }: LedgerSize): Promise<number> {
  const next = numbersFrom(7)
  await inTransaction(db, async (trx) => {
    const people = Array.from({ length: customers }, (_, i) => [i + 1, `c${i + 1}`] as const)
    await dialect.runMany(trx, 'insert into customers (key, id) values (?, ?)', people)
    await sql`delete from changed_customers`.execute(trx)
  })
  let emails = 0
  for (let run = 1; run <= runs; run += 1) {
    const at = BEGIN + run * DAY
    await inTransaction(db, async (trx) => {
      await dialect.runMany(trx, RUN, [[run, at, at, at]])
      const keys = Array.from({ length: customers }, (_, i) => i + 1).filter(() => next() < 3 / runs)
      const rows = keys.map((customer, i) => {
        const batch = 1 + Math.floor((emails + i) / unit)
        const name = NAMES[Math.floor(next() * NAMES.length)] ?? 'birthday'
        const sent = at + Math.floor(i / 100) * 1000
        const day = Math.floor(at / DAY)
        return [
          ...[name, name, customer, String(emails + i)],
          ...[name, run, at, day, day, at + 3600_000, null, batch, sent, packedId(uuid(next))],
        ]
      })
      const batches = new Set(rows.map((row) => Number(row[11])))
      const known = await sql<{ last: number | null }>`select max(key) as last from batches`.execute(trx)
      const fresh = [...batches].filter((batch) => batch > (known.rows[0]?.last ?? 0))
      await dialect.runMany(
        trx,
        BATCH,
        fresh.map((batch) => [batch, at]),
      )
      await dialect.runMany(trx, MESSAGE, rows)
      emails += rows.length
    })
  }
  await forgetRequests({ db, dialect, now: BEGIN + (runs + 1) * DAY })
  return emails
}

const NAMES = ['birthday', 'win-back', 'welcome', 'refill']
const RUN = "insert into runs (key, slot, started_at, finished_at, state, summary) values (?, ?, ?, ?, 'done', '{}')"
const BATCH = `
  insert into batches (key, provider, created_at, attempt, state)
  values (?, 'resend', ?, 1, 'done')`
const MESSAGE = `
  insert into messages (campaign, step, customer, occasion, template, run, started_at, due_day, day, send_at,
    first_attempt_at, batch, submitted_at, provider_id, state, reason, purpose, topic, attempt, provider, outcome)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'submitted', 'due', 'marketing', null, 1, 'resend', 'delivered')`

function hex(length: number, next: () => number): string {
  return Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
}

/** As mail services name what they took. */
function uuid(next: () => number): string {
  return [8, 4, 4, 4, 12].map((length) => hex(length, next)).join('-')
}
