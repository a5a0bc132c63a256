import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { type ConsentState, consentState } from './consent-state.ts'
import { recordConsent } from './record-consent.ts'

/** What a customer ticked on the preference page, and through which message the page was reached. */
export interface TopicChoice {
  readonly customer: number
  /** All topics that were offered, with the words shown beside them. */
  readonly offered: Readonly<Record<string, string>>
  /** The names of those that were ticked. */
  readonly wanted: ReadonlySet<string>
  readonly message?: number | undefined
}

/** What a customer has said about each topic: the latest word about it or about marketing as a whole. */
export async function topicStates(
  ctx: DbContext,
  customer: number,
  topics: readonly string[],
): Promise<ReadonlyMap<string, ConsentState>> {
  const states = new Map<string, ConsentState>()
  for (const topic of topics) {
    const { rows } = await sql<{ state: ConsentState }>`
      select ${consentState(ctx, sql`${customer}`, sql`${ctx.now}`, topic)} as state`.execute(ctx.db)
    states.set(topic, rows[0]?.state ?? 'never asked')
  }
  return states
}

/** Writes what changed into the consent log, and nothing where nothing did. */
export function chooseTopics(ctx: DbContext, choice: TopicChoice): Promise<void> {
  const { customer, offered, wanted, message } = choice
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const states = await topicStates(inside, customer, Object.keys(offered))
    for (const [topic, wording] of Object.entries(offered)) {
      const has = states.get(topic) === 'subscribed'
      if (has === wanted.has(topic)) continue
      const said = { customer, topic, source: 'preference page', message, wording }
      if (has) await recordConsent(inside, { ...said, status: 'unsubscribed' })
      else await recordConsent(inside, { ...said, status: 'subscribed', basis: 'opt-in' })
    }
  })
}
