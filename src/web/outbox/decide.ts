import { type App, deliveryOf } from '../../app/index.ts'
import type { DbContext } from '../../db/index.ts'
import { cancelQueued, resolveUncertain, retryFailed, searchUncertain } from '../../deliver/index.ts'
import type { Say } from '../words/index.ts'
import type { OutboxWord } from '../words/outbox.ts'

const decisions = ['cancel', 'retry', 'sent', 'not sent', 'again', 'search'] as const

/** What an operator may do with messages of the outbox. */
export type OutboxDecision = (typeof decisions)[number]

/** The decision that a form sent; undefined: none that we know. */
export function decisionIn(value: unknown): OutboxDecision | undefined {
  return decisions.find((decision) => decision === value)
}

/** Carries out a decision for some messages (keys) and says what came of it. What is settled meanwhile stays. */
export async function decide(
  app: App,
  ctx: DbContext,
  decision: OutboxDecision,
  keys: readonly number[],
  say: Say<OutboxWord>,
): Promise<string> {
  if (decision === 'search') return search(app, ctx, say)
  if (keys.length === 0) return say('nothingChosen')
  if (decision === 'cancel') return say('cancelled', { n: await cancelQueued(ctx, keys) })
  if (decision === 'retry') return say('retried', { n: await retryFailed(ctx, keys) })
  const n = await resolveUncertain(ctx, app.shop.provider, keys, decision)
  return say(DONE[decision], { n })
}

const DONE = { sent: 'countedSent', 'not sent': 'countedNotSent', again: 'queuedAgain' } as const

async function search(app: App, { now }: DbContext, say: Say<OutboxWord>): Promise<string> {
  const delivery = await deliveryOf(app)
  try {
    return say('found', { n: await searchUncertain(delivery, now) })
  } catch (error) {
    app.log.warn('the list of the mail service could not be read', { error })
    return say('searchFailed')
  } finally {
    await delivery.provider.close?.()
  }
}
