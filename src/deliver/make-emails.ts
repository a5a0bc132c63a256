import { type DbContext, isGone } from '../db/index.ts'
import { type Email, type FrozenMessage, parseMailbox } from '../providers/index.ts'
import type { DeliveryApp, MessageRow, RenderedEmail } from './delivery-app.ts'
import { messageId } from './message-id.ts'

/** A message with its bytes, or with the sentence that says why it can never be sent. */
export type Made =
  | { readonly row: MessageRow; readonly message: FrozenMessage }
  | { readonly row: MessageRow; readonly failed: string }

/** Renders messages and makes the bytes of their emails, as of `ctx.now`. One poisoned message fails alone. */
export async function makeEmails(
  app: DeliveryApp,
  ctx: DbContext,
  instance: string,
  rows: readonly MessageRow[],
): Promise<Made[]> {
  const rendered = await renderAll(app, ctx, rows)
  const sender = senderOf(app)
  return Promise.all(
    rows.map(async (row, i): Promise<Made> => {
      const email = rendered[i] ?? { failed: 'The email was not rendered' }
      if ('failed' in email) return { row, failed: email.failed }
      const id = messageId(instance, row.key)
      const composed = await app.provider.compose(emailOf(sender, ctx, row, id, email))
      return 'rejected' in composed
        ? { row, failed: composed.rejected }
        : { row, message: { id, bytes: composed.bytes } }
    }),
  )
}

type Outcome = RenderedEmail | { readonly failed: string }

/**
 * An error of the whole batch may be one message's: then each is tried alone. If all fail, it is not theirs; nor is a
 * database that went away meanwhile, by which no email may fail for good.
 */
async function renderAll(app: DeliveryApp, ctx: DbContext, rows: readonly MessageRow[]): Promise<readonly Outcome[]> {
  try {
    return await app.renderMessage(ctx, rows)
  } catch (error) {
    if (isGone(error)) throw error
    if (rows.length === 1) return [{ failed: sentenceOf(error) }]
    const outcomes: Outcome[] = []
    let thrown = 0
    for (const row of rows) {
      const [outcome] = await app.renderMessage(ctx, [row]).catch((alone: unknown) => {
        if (isGone(alone)) throw alone
        thrown += 1
        return [{ failed: sentenceOf(alone) }]
      })
      outcomes.push(outcome ?? { failed: 'The email was not rendered' })
    }
    if (thrown === rows.length) throw error
    return outcomes
  }
}

function sentenceOf(error: unknown): string {
  return `The email could not be made: ${error instanceof Error ? error.message : String(error)}`
}

type Sender = Pick<Email, 'from' | 'replyTo'>

function senderOf({ shop: { from, replyTo } }: DeliveryApp): Sender {
  return { from: parseMailbox(from), replyTo: replyTo ? parseMailbox(replyTo) : undefined }
}

function emailOf({ from, replyTo }: Sender, ctx: DbContext, row: MessageRow, id: string, email: RenderedEmail): Email {
  const { to, subject, html, text, unsubscribe } = email
  return { id, from, replyTo, to, subject, html, text, at: ctx.now, purpose: row.purpose, unsubscribe }
}
