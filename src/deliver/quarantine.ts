import { sql } from 'kysely'
import { randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'
import { type Db, inTransaction, note } from '../db/index.ts'
import { endHalt, writeHalt } from './halts.ts'
import { type Displaced, followHome, foundAt, type GuardedApp, settleHome } from './home.ts'
import { readInstanceFile } from './instance-file.ts'
import { inOrder } from './in-order.ts'
import { instanceId } from './instance-id.ts'
import { DATABASE, MOVED } from './standstill.ts'

/**
 * Asked before anything is handed over: is this the database that belongs here, and does it know everything that left
 * this place? If not, nothing goes and all that is unsent becomes `uncertain`, until the operator releases it. A
 * provider that may be asked any number of times needs no such care.
 */
export async function guardHome(app: GuardedApp, now: Instant): Promise<Displaced | undefined> {
  const found = await foundAt(app)
  if (found === 'home') {
    await followHome(app, now)
    return undefined
  }
  if (found === 'new') {
    await instanceId(app)
    await inTransaction(app.db, (trx) => settleHome({ ...app, db: trx }, now))
    return undefined
  }
  await startQuarantine(app, found, now)
  return found
}

/** Why this database must not act for the shop at its mail service, as a sentence. Asking changes nothing. */
export async function notAtHome(app: GuardedApp): Promise<string | undefined> {
  const halt = await app.db.selectFrom('halts').select('reason').where('name', '=', DATABASE).executeTakeFirst()
  if (halt) return halt.reason
  const found = await foundAt(app)
  return found === 'home' || found === 'new' ? undefined : REASON[found]
}

/** Stops everything and makes uncertain what is unsent: somebody else may have sent it. Said twice it changes nothing. */
export function startQuarantine(
  { db, dialect }: Pick<GuardedApp, 'db' | 'dialect'>,
  why: Displaced,
  now: Instant,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    const known = await trx.selectFrom('halts').select('name').where('name', '=', DATABASE).executeTakeFirst()
    if (known) return
    await sql`
      update messages
      set state = 'uncertain', error = ${`${REASON[why]}: it may have been sent`}, lease_until = null
      where ${inOrder(dialect, sql`state in ('queued', 'claimed')`)}`.execute(trx)
    await writeHalt(trx, { name: DATABASE, since: now, until: null, code: why, reason: REASON[why] })
  })
}

/**
 * The operator has decided what to do with the uncertain ones and lets this database send from here. It gets a new
 * name, so that its next keys are none that were used before. What was planned since the restore for a time at which
 * the other one still sent becomes uncertain too; returns how many that are.
 */
export async function releaseQuarantine(app: GuardedApp, now: Instant): Promise<{ readonly uncertain: number }> {
  const path = app.file ?? app.beside
  const beside = path === undefined ? undefined : readInstanceFile(path)
  const lastSent = typeof beside === 'object' ? beside.lastSent : undefined
  const id = randomBytes(4).toString('hex')
  return inTransaction(app.db, async (trx) => {
    await rename(trx, id)
    // Where the shop moved to, all that was unsent has been sent since.
    const halt = await trx.selectFrom('halts').select('code').where('name', '=', DATABASE).executeTakeFirst()
    const unsent =
      halt?.code === MOVED
        ? sql`state in ('queued', 'claimed')`
        : sql`state = 'queued' and send_at <= ${lastSent ?? -1}`
    await settleHome({ ...app, db: trx }, now)
    const { rows } = await sql<{ key: number }>`
      update messages
      set state = 'uncertain', error = ${`${REASON.restored}: it may have been sent`}, lease_until = null
      where ${inOrder(app.dialect, unsent)}
      returning key`.execute(trx)
    await endHalt(trx, DATABASE)
    return { uncertain: rows.length }
  })
}

const REASON: Record<Displaced, string> = {
  restored: 'This database is older than what was sent from here',
  copied: 'This database was copied or moved from another place',
}

/** Notes up to which message the old name's ids speak of rows of this database. */
async function rename(trx: Db, id: string): Promise<void> {
  const old = await instanceId({ db: trx })
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from messages`.execute(trx)
  await note({ db: trx }, `former:${old}`, String(rows[0]?.last ?? 0))
  await note({ db: trx }, 'id', id)
}
