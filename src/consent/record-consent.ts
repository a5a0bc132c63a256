import type { ConsentBasis, DbContext } from '../db/index.ts'

/** One word of a customer about marketing (topic null) or a topic, with all that proves it later. */
export interface ConsentWord {
  readonly customer: number
  readonly topic: string | null
  readonly status: 'subscribed' | 'unsubscribed'
  /** How: `one-click`, `preference page`, `confirmation email`… */
  readonly source: string
  /** The words that were shown, or their version. */
  readonly wording?: string
  readonly basis?: ConsentBasis
  /** The message (key) whose link was used. */
  readonly message?: number | undefined
}

/** Appends a word to the consent log, said now; of a message it notes campaign and template too. */
export async function recordConsent(ctx: DbContext, word: ConsentWord): Promise<void> {
  const message =
    word.message === undefined
      ? undefined
      : await ctx.db
          .selectFrom('messages')
          .select(['key', 'campaign', 'template'])
          .where('key', '=', word.message)
          .where('customer', '=', word.customer)
          .executeTakeFirst()
  await ctx.db
    .insertInto('consents')
    .values({
      customer: word.customer,
      topic: word.topic,
      status: word.status,
      at: ctx.now,
      recorded_at: ctx.now,
      source: word.source,
      message: message?.key ?? null,
      campaign: message?.campaign ?? null,
      template: message?.template ?? null,
      wording: word.wording ?? null,
      basis: word.basis ?? null,
    })
    .execute()
}
