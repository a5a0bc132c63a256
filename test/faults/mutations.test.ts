import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { unsubscribe } from '../../src/consent/index.ts'
import { migrate, type OpenDb, type Tables } from '../../src/db/index.ts'
import { openSqlite, sqliteDialect } from '../../src/db/sqlite.ts'
import { sqliteKysely } from '../../src/db/sqlite-driver.ts'
import { type DeliveryApp, deliverDue } from '../../src/deliver/index.ts'
import { LEASE } from '../../src/deliver/lease.ts'
import type { Provider } from '../../src/providers/index.ts'
import { deliverAt, minute, morning, queued } from '../deliver/a-delivery.ts'
import { patience, tell, verdictOf } from './harness.ts'
import { openStage, resendAt, type Stage } from './in-process.ts'

/**
 * T38, the test of the tests: each guard is taken away alone, and the scenario that it is there for must come out
 * wrong. With all guards in place every scenario comes out right.
 */
type Guard = 'unique' | 'key' | 'freeze' | 'fencing' | 're-check' | 'immediate'

/** What is done to each statement before SQLite sees it. */
const withoutGuard: Partial<Record<Guard, (text: string) => string>> = {
  unique: (text) =>
    text
      .replace(/,\s*unique \(customer, campaign, occasion, step\)/, '')
      .replace(/on conflict \(campaign, step, customer, occasion\) do nothing/, ''),
  // The messages do not belong to their stored request: after a crash they are grouped and rendered anew.
  freeze: (text) => text.replace('set batch = ?, lease_until = ?', 'set batch = null + ?, lease_until = ?'),
  fencing: (text) => text.replaceAll('and attempt = ?', 'and ? is not null'),
  're-check': (text) =>
    text.replaceAll(/then 'yes' else 'no' end as may_write/g, "then 'yes' else 'yes' end as may_write"),
  immediate: (text) => text.replace('begin immediate', 'begin'),
}

/** The key differs in each attempt. */
function withoutKey(provider: Provider): Provider {
  let attempts = 0
  return {
    ...provider,
    send(request, signal) {
      attempts += 1
      return provider.send({ ...request, key: `${request.key}:${attempts}` }, signal)
    },
  }
}

/** Opens a database of the stage whose statements lack a guard. */
async function openWithout(dir: string, name: string, guard: Guard | undefined): Promise<OpenDb> {
  const file = join(dir, name)
  const handle = openSqlite(file)
  handle.pragma('synchronous = off')
  const rewrite = guard && withoutGuard[guard]
  if (rewrite) {
    const prepare = handle.prepare.bind(handle) as (text: string) => Database.Statement
    Object.assign(handle, { prepare: (text: string) => prepare(rewrite(text)) })
  }
  const db = new Kysely<Tables>({ dialect: sqliteKysely(handle) })
  const dialect = sqliteDialect(handle)
  await migrate({ db, dialect, now: morning })
  return { db, dialect, place: 'file', file, close: () => db.destroy() }
}

interface Setting {
  readonly stage: Stage
  readonly app: DeliveryApp
  readonly guard: Guard | undefined
}

/** What came out wrong, as a word; undefined when all is right. */
type Scenario = (setting: Setting) => Promise<string | undefined>

const wrong = async ({ stage, app }: Setting): Promise<string | undefined> => {
  const { lost, duplicated } = await verdictOf(app, stage.fake.ledger())
  return lost + duplicated > 0 ? `${lost} lost, ${duplicated} twice` : undefined
}

/** Deliveries with pauses, until nothing waits. */
async function drain({ stage, app }: Setting): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    stage.clock.now += LEASE + 5 * minute
    if ((await deliverAt(app, stage.clock.now)).waiting === 0) return
  }
}

const scenarios: Record<Guard, Scenario> = {
  /** Two schedulers plan the same day. */
  async unique(setting) {
    const plan = sql`
      insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at,
        due_day, send_at)
      select 'birthday', 'gift', key, '2026', 'queued', 'due', 'marketing', 'birthday', 1, 1, 1, ${morning}
      from customers
      where true
      on conflict (campaign, step, customer, occasion) do nothing`
    await plan.execute(setting.app.db)
    await plan.execute(setting.app.db)
    await drain(setting)
    const twice = await sql<{ n: number }>`
      select count(*) as n
      from messages
      where campaign = 'birthday'
      group by customer
      having count(*) > 1`.execute(setting.app.db)
    return twice.rows.length > 0 ? `${twice.rows.length} planned twice` : undefined
  },

  /** Accepted, and the answer is lost. */
  async key(setting) {
    await setting.stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', times: 2 }] })
    await deliverAt(setting.app, morning)
    await drain(setting)
    return wrong(setting)
  },

  /** The same, and another email is due before the first when they are grouped anew. */
  async freeze(setting) {
    await setting.stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', times: 2 }] })
    await deliverAt(setting.app, morning)
    await queued(setting.app.db, [{ customer: 1, step: 'earlier', send_at: morning - minute }])
    await drain(setting)
    const { answered } = await setting.stage.fake.tell({})
    return (answered['409'] ?? 0) > 0
      ? 'the same key with other bytes'
      : wrong({ ...setting, ...(await onlyFirst(setting)) })
  },

  /** A process that was stopped for longer than its lease comes back and says that nothing was sent. */
  async fencing(setting) {
    const { app } = setting
    let wake: (() => void) | undefined
    const asleep = new Promise<void>((resolve) => {
      wake = resolve
    })
    let reached: (() => void) | undefined
    const sending = new Promise<void>((resolve) => {
      reached = resolve
    })
    const zombie: Provider = {
      ...app.provider,
      async send({ messages }) {
        reached?.()
        await asleep
        return { results: messages.map(() => ({ outcome: 'later', reason: 'stopped', wait: 10 * minute })) }
      },
    }
    const slept = deliverDue({ ...app, provider: { ...zombie, atOnce: 1 } }, { now: () => morning, limit: 5 })
    await sending
    // Another one takes it up, is not answered, and holds it when the first one wakes.
    await setting.stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', times: 1 }] })
    await deliverAt(app, morning + LEASE + 1, { limit: 5 })
    wake?.()
    await slept
    await drain(setting)
    return wrong(setting)
  },

  /** Customers leave after the plan and before the claim. */
  async 're-check'(setting) {
    for (const customer of [1, 2, 3]) await unsubscribe({ ...setting.app, now: morning - 1 }, customer, 'link')
    await drain(setting)
    const written = setting.stage.fake.ledger().filter(({ to }) => /^c[123]@/.test(to))
    return written.length > 0 ? `${written.length} to people who had left` : undefined
  },

  /** Another process writes between the reading and the writing of a claim. */
  async immediate(setting) {
    const other = openSqlite(setting.app.file ?? '')
    other.pragma('busy_timeout = 0')
    let raced = false
    const app: DeliveryApp = {
      ...setting.app,
      async stillWanted() {
        if (raced) return new Map()
        raced = true
        try {
          other.prepare("update messages set state = 'cancelled', day = null where state = 'queued'").run()
          return new Map()
        } catch {
          return new Map() // locked, as it should be
        }
      },
    }
    const failed = await deliverAt(app, morning).then(
      () => undefined,
      (error: Error) => error.message,
    )
    other.close()
    return failed
  },
}

/** Leaves the second email of customer 1 out of the count. */
async function onlyFirst({ stage }: Setting): Promise<{ stage: Stage }> {
  const ledger = stage.fake.ledger()
  const earlier = ledger.findIndex(({ to }) => to.startsWith('c1@'))
  return { stage: { ...stage, fake: { ...stage.fake, ledger: () => ledger.filter((_, i) => i !== earlier) } } }
}

async function play(scenario: Guard, guard: Guard | undefined): Promise<string | undefined> {
  const stage = await openStage(0)
  try {
    const open = await openWithout(stage.dir, 'guards.db', guard)
    try {
      return await perform(stage, open, scenario, guard)
    } finally {
      await open.close()
    }
  } finally {
    await stage.close()
  }
}

async function perform(stage: Stage, open: OpenDb, scenario: Guard, guard: Guard | undefined) {
  const { subscribers } = await import('../deliver/a-delivery.ts')
  await subscribers(open.db, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
  const due = Array.from({ length: 10 }, (_, i) => ({ customer: i + 1 }))
  await queued(open.db, scenario === 'unique' ? [] : due)
  const provider = { ...resendAt(stage.dir, stage.fake.url), most: 5 }
  const app: DeliveryApp = {
    ...stage.app,
    ...open,
    provider: guard === 'key' ? withoutKey(provider) : provider,
  }
  return scenarios[scenario]({ stage, app, guard })
}

const guards = Object.keys(scenarios) as Guard[]
const missed: Record<Guard, RegExp> = {
  unique: /10 planned twice/,
  key: /10 twice/,
  freeze: /twice|other bytes/,
  fencing: /5 twice/,
  're-check': /3 to people who had left/,
  immediate: /database is locked/,
}

describe('T38: a guard that is taken away is missed', () => {
  it.each(guards)('with all guards the scenario of %s comes out right', { timeout: patience }, async (scenario) => {
    expect(await play(scenario, undefined)).toBeUndefined()
  })

  it.each(guards)('without %s it comes out wrong', { timeout: patience }, async (guard) => {
    const came = await play(guard, guard)
    expect(came).toMatch(missed[guard])
    tell('T38', `without ${guard}: ${came}`, 1, { lost: 0, duplicated: 0 })
  })
})
