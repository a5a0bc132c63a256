import { sql } from 'kysely'
import { randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'
import { type Db, inTransaction, note, noted } from '../db/index.ts'
import type { DeliveryApp } from './delivery-app.ts'
import { endHalt, writeHalt } from './halts.ts'
import { type InstanceFile, isOriginal, placeOf, readInstanceFile, writeInstanceFile } from './instance-file.ts'
import { instanceId } from './instance-id.ts'
import { DATABASE } from './standstill.ts'

/** What delivery needs to know of a place. `host` is the machine's name unless a test says otherwise. */
export type GuardedApp = Pick<DeliveryApp, 'db' | 'dialect' | 'file' | 'host'> & {
  readonly provider: Pick<DeliveryApp['provider'], 'repeatable'>
}

/** Why a database may not send from where it is: it is older than what was sent from here, or it is a copy. */
export type Displaced = 'restored' | 'copied'

/**
 * Asked before anything is handed over: is this the database that belongs here, and does it know everything that left
 * this place? If not, nothing goes and all that is unsent becomes `uncertain`, until the operator releases it. A
 * provider that may be asked any number of times needs no such care.
 */
export async function guardHome(app: GuardedApp, now: Instant): Promise<Displaced | undefined> {
  const found = await foundAt(app)
  if (found === 'home') return undefined
  if (found === 'new') {
    await instanceId(app)
    await inTransaction(app.db, (trx) => settleHome({ ...app, db: trx }, now))
    return undefined
  }
  await startQuarantine(app.db, found, now)
  return found
}

/** Says, in the caller's transaction, that this database is at home where it lies: it may send from here. */
export async function settleHome(app: Pick<GuardedApp, 'db' | 'file' | 'host'>, now: Instant): Promise<void> {
  if (app.file === undefined) return
  writeInstanceFile(app.file, await instanceId(app), placeOf(app.file, app.host), await lastBatch(app.db), now)
  await writeHome(app.db, app.file, app.host)
}

/**
 * Says that the shop has moved from this database to another one: nothing is sent from here any more, so that both can
 * never send the same. `strange`: it was not at home here, and who knows what another one sent.
 */
export async function leaveHome(app: GuardedApp, to: string, now: Instant): Promise<'left' | 'strange'> {
  const halt = await app.db.selectFrom('halts').select('code').where('name', '=', DATABASE).executeTakeFirst()
  if (halt) return halt.code === MOVED ? 'left' : 'strange'
  const found = await foundAt(app)
  if (found !== 'home' && found !== 'new') return 'strange'
  const reason = `This shop moved to ${to}`
  await inTransaction(app.db, (trx) => writeHalt(trx, { name: DATABASE, since: now, until: null, code: MOVED, reason }))
  return 'left'
}

/** Why this database must not act for the shop at its mail service, as a sentence. Asking changes nothing. */
export async function notAtHome(app: GuardedApp): Promise<string | undefined> {
  const halt = await app.db.selectFrom('halts').select('reason').where('name', '=', DATABASE).executeTakeFirst()
  if (halt) return halt.reason
  const found = await foundAt(app)
  return found === 'home' || found === 'new' ? undefined : REASON[found]
}

/** Stops everything and makes uncertain what is unsent: somebody else may have sent it. Said twice it changes nothing. */
export function startQuarantine(db: Db, why: Displaced, now: Instant): Promise<void> {
  return inTransaction(db, async (trx) => {
    const known = await trx.selectFrom('halts').select('name').where('name', '=', DATABASE).executeTakeFirst()
    if (known) return
    await writeHalt(trx, { name: DATABASE, since: now, until: null, code: why, reason: REASON[why] })
    await sql`
      update messages
      set state = 'uncertain', error = ${`${REASON[why]}: it may have been sent`}, lease_until = null
      where state in ('queued', 'claimed')`.execute(trx)
  })
}

/**
 * The operator has decided what to do with the uncertain ones and lets this database send from here. It gets a new
 * name, so that its next keys are none that were used before. What was planned since the restore for a time at which
 * the other one still sent becomes uncertain too; returns how many that are.
 */
export async function releaseQuarantine(app: GuardedApp, now: Instant): Promise<{ readonly uncertain: number }> {
  const beside = app.file === undefined ? undefined : readInstanceFile(app.file)
  const lastSent = typeof beside === 'object' ? beside.lastSent : undefined
  const id = randomBytes(4).toString('hex')
  if (app.file !== undefined) writeInstanceFile(app.file, id, placeOf(app.file, app.host), await lastBatch(app.db), now)
  return inTransaction(app.db, async (trx) => {
    await rename(trx, id)
    // Where the shop moved to, all that was unsent has been sent since.
    const halt = await trx.selectFrom('halts').select('code').where('name', '=', DATABASE).executeTakeFirst()
    const unsent =
      halt?.code === MOVED
        ? sql`state in ('queued', 'claimed')`
        : sql`state = 'queued' and send_at <= ${lastSent ?? -1}`
    if (app.file !== undefined) await writeHome(trx, app.file, app.host)
    const { rows } = await sql<{ key: number }>`
      update messages
      set state = 'uncertain', error = ${`${REASON.restored}: it may have been sent`}, lease_until = null
      where ${unsent}
      returning key`.execute(trx)
    await endHalt(trx, DATABASE)
    return { uncertain: rows.length }
  })
}

const MOVED = 'moved'

const REASON: Record<Displaced, string> = {
  restored: 'This database is older than what was sent from here',
  copied: 'This database was copied or moved from another place',
}

async function foundAt(app: GuardedApp): Promise<'home' | 'new' | Displaced> {
  if (app.file === undefined || app.provider.repeatable === Number.POSITIVE_INFINITY) return 'home'
  const id = await instanceId(app)
  const beside = readInstanceFile(app.file)
  if ((await noted(app, 'home')) === undefined && (beside === undefined || isFresh(beside, id))) return 'new'
  return displacement(app, app.file, id, beside)
}

/** The file was written and the crash came before the database knew. */
function isFresh(beside: InstanceFile | 'unreadable', id: string): boolean {
  return beside !== 'unreadable' && beside.id === id && beside.lastBatch === 0
}

async function displacement(
  app: GuardedApp,
  file: string,
  id: string,
  beside: InstanceFile | 'unreadable' | undefined,
): Promise<Displaced | 'home'> {
  if (beside === undefined || beside === 'unreadable') return 'copied'
  const here = placeOf(file, app.host)
  const samePlace = (beside.host === here.host && beside.dir === here.dir) || isOriginal(file, beside)
  if (!samePlace) return 'copied'
  // An older backup may bear an older name, of before a release.
  if (beside.id !== id) return 'restored'
  return (await lastBatch(app.db)) < beside.lastBatch ? 'restored' : 'home'
}

async function lastBatch(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from batches`.execute(db)
  return Number(rows[0]?.last ?? 0)
}

/** The place, as a person may read it: for comparison the file beside the database counts. */
async function writeHome(trx: Db, file: string, host: string | undefined): Promise<void> {
  await note({ db: trx }, 'home', JSON.stringify(placeOf(file, host)))
}

/** Notes up to which message the old name's ids speak of rows of this database. */
async function rename(trx: Db, id: string): Promise<void> {
  const old = await instanceId({ db: trx })
  const { rows } = await sql<{ last: number | null }>`select max(key) as last from messages`.execute(trx)
  await note({ db: trx }, `former:${old}`, String(rows[0]?.last ?? 0))
  await note({ db: trx }, 'id', id)
}
