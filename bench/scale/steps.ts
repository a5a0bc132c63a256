import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { type App, evaluationContext, nameOf, planContext } from '../../src/app/index.ts'
import { addDays, localDay, startOfDay } from '../../src/calendar/index.ts'
import { type Db, inTransaction } from '../../src/db/index.ts'
import { enqueue, planDay, readPlan } from '../../src/plan/index.ts'
import { runSlot } from '../../src/schedule/index.ts'
import { openEvaluation, refreshMembers } from '../../src/segments/index.ts'

const DAY = 86_400_000

/** Milliseconds of each step of a day. */
export type Steps = Readonly<Record<string, number>>

/** The slot of the measured day; the run of the day before has taken place. */
export interface Setting {
  readonly app: App
  readonly now: number
}

/** The shipped segments with their moves, everything read: as at the first run, or after a rule has changed. */
export async function readInFull({ app, now }: Setting): Promise<Steps> {
  return takenBack(app.db, async (db, timed) => {
    await sql`delete from segment_states`.execute(db)
    await sql`delete from standing_values`.execute(db)
    await timed('evaluate and move, in full', () => evaluate(app, db, now))
  })
}

/** The same with more segments, which the day before has seen, too. */
export async function readFiftyInFull({ app, now }: Setting): Promise<Steps> {
  return takenBack(app.db, async (db, timed) => {
    await evaluate(app, db, now - DAY)
    await sql`delete from segment_states`.execute(db)
    await sql`delete from standing_values`.execute(db)
    await timed('evaluate and move, in full', () => evaluate(app, db, now))
  })
}

/** The same moves by a script that somebody wrote by hand for these tables. */
export async function runByHand({ app, now }: Setting): Promise<Steps> {
  const zone = app.shop.timeZone
  const since = (days: number) => startOfDay(addDays(localDay(now, zone), -days), zone)
  const values: Record<string, number> = { now, day_30: since(30), day_90: since(90), day_180: since(180) }
  const file = app.dialect.name === 'sqlite' ? 'evaluate-by-hand.sql' : 'evaluate-by-hand.postgres.sql'
  const statements = readFileSync(resolve('bench', file), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/:(\w+)/g, (_, name: string) => String(values[name]))
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
  return takenBack(app.db, (db, timed) =>
    timed('the script by hand', async () => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    }),
  )
}

/** An ordinary day after yesterday's run: evaluated, planned and queued. */
export async function ordinaryDay({ app, now }: Setting): Promise<Steps> {
  const evaluated = await takenBack(app.db, (db, timed) =>
    timed('evaluate and move, the day after', () => evaluate(app, db, now)),
  )
  const planned = await takenBack(app.db, async (db, timed) => {
    const began = performance.now()
    await planDay(planContext(app, db, now), { mode: 'run', wall: now }, async ({ ctx, made }) => {
      timed.note('plan', performance.now() - began)
      await timed('count the plan', () => readPlan(ctx, made, 'counts only'))
      const run = await db
        .insertInto('runs')
        .values({ slot: now, started_at: now, state: 'running', summary: '{}' })
        .returning('key')
        .executeTakeFirstOrThrow()
      await timed('enqueue', () => enqueue(ctx, made, run.key))
    })
  })
  return { ...evaluated, ...planned }
}

/** The run of the day before, committed: the measured day goes on with its history. */
export async function runYesterday({ app, now }: Setting): Promise<void> {
  await runSlot(app, now - 2 * DAY, now - 2 * DAY, Number.MAX_SAFE_INTEGER)
  await runSlot(app, now - DAY, now - DAY, Number.MAX_SAFE_INTEGER)
  await inTransaction(app.db, (db) =>
    sql`update messages set state = 'submitted', submitted_at = send_at where state = 'queued'`.execute(db),
  )
}

async function evaluate(app: App, db: Db, now: number): Promise<void> {
  const evaluation = openEvaluation(evaluationContext(app, db, now))
  await refreshMembers(evaluation, { slot: now, files: app.files.segments.map(nameOf) })
  await evaluation.close()
}

type Timed = (<T>(step: string, work: () => Promise<T>) => Promise<T>) & { note(step: string, ms: number): void }

/** Runs in a transaction, measures its steps, and takes all of it back. */
async function takenBack(db: Db, work: (db: Db, timed: Timed) => Promise<unknown>): Promise<Steps> {
  const steps: Record<string, number> = {}
  const note = (step: string, ms: number) => {
    steps[step] = ms
  }
  const timed = async <T>(step: string, measured: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const value = await measured()
    note(step, performance.now() - began)
    return value
  }
  const back = new Error('taken back')
  await inTransaction(db, async (trx) => {
    await work(trx, Object.assign(timed, { note }))
    throw back
  }).catch((error: unknown) => {
    if (error !== back) throw error
  })
  return steps
}
