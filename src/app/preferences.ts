import { sql } from 'kysely'
import {
  chooseTopics,
  type ConsentState,
  pause,
  pausedUntil,
  pauseLengths,
  recordTracking,
  topicStates,
  trackingConsent,
} from '../consent/index.ts'
import { type DbContext, inTransaction } from '../db/index.ts'
import type { App } from './open-app.ts'

/** What a customer may choose, and what holds as of `ctx.now`. */
export interface Preferences {
  readonly topics: ReadonlyMap<string, ConsentState>
  /** An instant; in the past or 0: no pause runs. */
  readonly pausedUntil: number
  readonly language: string | null
  readonly opens: 'given' | 'withdrawn'
}

/** What was chosen on the preference page; what is absent stays. */
export interface Choices {
  readonly topics?: ReadonlySet<string>
  /** Days from now; 0 ends a pause. */
  readonly pause?: number
  readonly language?: string
  readonly opens?: 'given' | 'withdrawn'
}

/** The topics that a customer can leave: those of the shop file that marketing campaigns write about. */
export function offeredTopics({ shop, campaigns }: Pick<App, 'shop' | 'campaigns'>): Readonly<Record<string, string>> {
  const used = campaigns.filter(({ purpose }) => purpose === 'marketing').map(({ topic }) => topic)
  return Object.fromEntries(Object.entries(shop.topics).filter(([name]) => used.includes(name)))
}

/** Reads what holds for a customer (key); one who is gone has chosen nothing. */
export async function preferencesOf(ctx: DbContext, customer: number, topics: readonly string[]): Promise<Preferences> {
  const key = sql`${customer}`
  const { rows } = await sql<{ until: number; opens: 'given' | 'withdrawn'; language: string | null }>`
    select
      ${pausedUntil(ctx, key)} as until,
      ${trackingConsent(ctx, key)} as opens,
      (select language from customers where customers.key = ${customer}) as language`.execute(ctx.db)
  const { until = 0, opens = 'withdrawn', language = null } = rows[0] ?? {}
  return { topics: await topicStates(ctx, customer, topics), pausedUntil: Number(until), language, opens }
}

/** Writes down what a customer chose, all of it or nothing; an unknown customer changes nothing. */
export function choose(
  app: App,
  ctx: DbContext,
  { customer, message }: { readonly customer: number; readonly message?: number | undefined },
  { topics, pause: days, language, opens }: Choices,
  offered: Readonly<Record<string, string>>,
  opensWording: string,
): Promise<void> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const known = await trx.selectFrom('customers').select('language').where('key', '=', customer).executeTakeFirst()
    if (!known) return
    if (topics) await chooseTopics(inside, { customer, offered, wanted: topics, message })
    if (days === 0 || pauseLengths.some((length) => length === days)) await changePause(inside, customer, days ?? 0)
    if (language !== undefined && language !== known.language && app.shop.languages.includes(language)) {
      await trx
        .updateTable('customers')
        .set({ language, language_chosen_at: ctx.now })
        .where('key', '=', customer)
        .execute()
    }
    const { opens: before } = await preferencesOf(inside, customer, [])
    if (opens && opens !== before) {
      await recordTracking(inside, customer, opens, { source: 'preference page', wording: opensWording })
    }
  })
}

/** To end a pause that does not run is no word worth keeping. */
async function changePause(ctx: DbContext, customer: number, days: number): Promise<void> {
  const { pausedUntil: until } = await preferencesOf(ctx, customer, [])
  if (days > 0 || until > ctx.now) await pause(ctx, customer, days, 'preference page')
}
