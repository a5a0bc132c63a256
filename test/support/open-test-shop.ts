import { type Campaign, readCampaign } from '../../src/campaigns/index.ts'
import { instantAt, startOfDay } from '../../src/calendar/index.ts'
import { readShop } from '../../src/config/index.ts'
import { inTransaction, onOneConnection, type OpenDb } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import {
  type Entry,
  enqueue,
  type Plan,
  type PlanOptions,
  planDay,
  readPlan,
  type WantedEntries,
  type Why,
  type WhyOptions,
  why,
} from '../../src/plan/index.ts'
import type { Checked } from '../../src/problem.ts'
import { readSegments, refreshMembers } from '../../src/segments/index.ts'
import { openTestDb } from './open-test-db.ts'

/** Files of a shop: `segments/NAME.yaml`, `campaigns/NAME.yaml`, `perennial.yaml`. */
export type Files = Readonly<Record<string, string>>

export interface TestCustomer {
  readonly birthday?: string
  readonly time_zone?: string
  readonly country?: string
  readonly consent?: 'subscribed' | 'unsubscribed' | 'none'
  readonly suppressed?: 'bounced'
  readonly email?: string | null
  readonly signed_up?: string
}

/** `perennial.yaml` of a story's shop in a zone, with more lines. */
export function shopFile(more = '', zone = 'UTC'): string {
  return `shop: {name: Test shop, address: Street 1}\nfrom: shop@example.com\ntime_zone: ${zone}\ncurrency: EUR\n${more}\n`
}

/** A whole shop for stories: rules from YAML, customers and orders by hand, days planned and run. */
export async function openTestShop(files: Files, opened?: OpenDb) {
  const shop = valueIn(readShop('perennial.yaml', files['perennial.yaml'] ?? shopFile()))
  const db = opened ?? (await openTestDb(0))
  const vocabulary = vocabularyOf(shop)
  const segmentFiles = Object.entries(files)
    .filter(([file]) => file.startsWith('segments/'))
    .map(([file, text]) => ({ file, text }))
  const segments = valueIn(readSegments(segmentFiles, { vocabulary, events: 'ever' }))
  const names = segments.map(({ name }) => name)
  const campaigns: Campaign[] = Object.entries(files)
    .filter(([file]) => file.startsWith('campaigns/'))
    .map(([file, text]) => valueIn(readCampaign(file, text, { shop, vocabulary, events: 'ever', segments: names })))
  const base = { db: db.db, dialect: db.dialect, shop, vocabulary, segments, campaigns }
  const keys = new Map<string, number>()
  const at = (when: string) => instantOf(when, shop.timeZone)

  async function customer(id: string, given: TestCustomer = {}): Promise<number> {
    const birthday = given.birthday?.startsWith('--') ? given.birthday.slice(2) : given.birthday?.slice(5)
    const signedUp = given.signed_up ? at(given.signed_up) : null
    const row = await db.db
      .insertInto('customers')
      .values({
        id,
        email: given.email === undefined ? `${id}@example.com` : given.email,
        email_folded: given.email === undefined ? `${id}@example.com` : given.email,
        birth_day: birthday ?? null,
        birth_year: given.birthday && !given.birthday.startsWith('--') ? Number(given.birthday.slice(0, 4)) : null,
        time_zone: given.time_zone ?? null,
        country: given.country ?? null,
        signed_up_at: signedUp,
        exists_from: signedUp,
      })
      .returning('key')
      .executeTakeFirstOrThrow()
    keys.set(id, row.key)
    const consent = given.consent ?? 'subscribed'
    if (consent !== 'none') {
      await db.db
        .insertInto('consents')
        .values({ customer: row.key, topic: null, status: consent, at: null, recorded_at: 0, source: 'test' })
        .execute()
    }
    if (given.suppressed) {
      const suppressed = { customer: row.key, reason: given.suppressed, since: null, recorded_at: 0 }
      await db.db.insertInto('suppressions').values(suppressed).execute()
    }
    return row.key
  }

  async function order(id: string, of: string, when: string, total = 1000, status = 'paid'): Promise<void> {
    await db.db
      .insertInto('orders')
      .values({
        id,
        customer: keyOf(keys, of),
        ordered_at: at(when),
        total,
        currency: shop.currency,
        status,
        refunded_total: 0,
      })
      .execute()
  }

  /** A click of a person in some email. */
  async function click(of: string, when: string): Promise<void> {
    const event = { customer: keyOf(keys, of), kind: 'clicked' as const, at: at(when), recorded_at: 0 }
    await db.db.insertInto('message_events').values(event).execute()
  }

  /** `as of`: a pure evaluation; `run`: what the next run would do. */
  function plan(
    when: string,
    mode: PlanOptions['mode'] = 'as of',
    entries: WantedEntries = 'with entries',
  ): Promise<Plan> {
    return onOneConnection(db.db, (connection) =>
      planDay({ ...base, db: connection, now: at(when) }, { mode }, ({ ctx, made }) => readPlan(ctx, made, entries)),
    )
  }

  /** A run of one slot without delivery: plan, history and queue in one transaction. */
  function run(when: string, wall = when): Promise<Plan> {
    const slot = at(when)
    return inTransaction(db.db, async (trx) => {
      const found = await trx.selectFrom('runs').select('key').where('slot', '=', slot).executeTakeFirst()
      const { key } =
        found ??
        (await trx
          .insertInto('runs')
          .values({ slot, started_at: at(wall), state: 'running', summary: '{}' })
          .returning('key')
          .executeTakeFirstOrThrow())
      return planDay({ ...base, db: trx, now: slot }, { mode: 'run', wall: at(wall) }, async ({ ctx, made, sizes }) => {
        await refreshMembers(ctx.evaluation, { slot, files: names })
        const read = await readPlan(ctx, made, 'with entries')
        await enqueue(ctx, made, key)
        const summary = JSON.stringify({ customers: sizes.customers, segments: Object.fromEntries(sizes.segments) })
        await trx
          .updateTable('runs')
          .set({ state: 'done', finished_at: at(wall), summary })
          .where('key', '=', key)
          .execute()
        return read
      })
    })
  }

  function whyOf(id: string, when: string, campaign?: string, options: Partial<WhyOptions> = {}): Promise<Why> {
    return onOneConnection(db.db, async (connection) => {
      const { key } = await connection
        .selectFrom('customers')
        .select('key')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return why({ ...base, db: connection, now: at(when) }, key, { mode: 'as of', ...options }, campaign)
    })
  }

  return { ...base, db: db.db, shop, at, customer, order, click, plan, run, why: whyOf, close: () => db.close() }
}

/** The sends of a plan in short: `birthday/birthday ana 2026`. */
export function sends(plan: Plan): string[] {
  return plan.entries.filter(({ decision }) => decision === 'send').map(short)
}

/** Everything of a plan in short: `birthday/birthday ana 2026 send due`. */
export function all(plan: Plan): string[] {
  return plan.entries.map((entry) => `${short(entry)} ${entry.decision} ${entry.reason}`)
}

function short({ campaign, step, customer, occasion }: Entry): string {
  return `${campaign}/${step} ${customer} ${occasion}`
}

function keyOf(keys: ReadonlyMap<string, number>, id: string): number {
  const key = keys.get(id)
  if (key === undefined) throw new Error(`there is no customer ${id} in this story`)
  return key
}

/** `2026-03-01` (its first instant), `2026-03-01 14:30` or `2026-03-01 14:30:15` on the shop's clock. */
function instantOf(when: string, zone: string): number {
  const [day = '', time] = when.split(' ')
  return time ? instantAt(day, time, zone) : startOfDay(day, zone)
}

function valueIn<T>(checked: Checked<T>): T {
  if (checked.value === undefined || checked.problems.some(({ severity }) => severity === 'error')) {
    throw new Error(checked.problems.map(({ message, hint }) => `${message} (${hint ?? ''})`).join('\n'))
  }
  return checked.value
}
