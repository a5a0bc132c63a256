import { createHash } from 'node:crypto'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import { parseMailbox, type SendResult } from '../providers/index.ts'
import { openProvider } from './delivery.ts'
import { sendingFault } from './mail-service.ts'
import type { App } from './open-app.ts'
import { TESTS_A_MINUTE, takeTest } from './test-rate.ts'
import { type EmailRequest, renderEmails, type Seen } from './render-emails.ts'

/** How a test email ended: handed over, a sentence that says why not, or one too many for this minute. */
export type TestEmail = { readonly sent: string } | { readonly failed: string } | { readonly most: number }

/**
 * Hands one email over as a test: to one of the shop's `test_addresses` and nobody else, with "[test]" before its
 * subject, with links that unsubscribe nobody. It is no message of a campaign: no table knows of it.
 */
export async function sendTest(
  app: App,
  ctx: DbContext,
  request: EmailRequest,
  asked: { readonly to: string; readonly at: Instant; readonly as?: Seen['as'] },
): Promise<TestEmail> {
  const { to, at, as } = asked
  const { shop } = app
  if (!shop.testAddresses.includes(to)) return { failed: `${to} is not among test_addresses of the shop file` }
  if (takeTest(app, at) === 'too many') return { most: TESTS_A_MINUTE }
  const fault = await sendingFault(app)
  if (fault) return { failed: fault.message }
  const [email] = await renderEmails(app, ctx, [request], { links: 'nowhere', ...(as ? { as } : {}) })
  if (!email || 'failed' in email) return { failed: email?.failed ?? 'It could not be made' }
  const id = `test-${createHash('sha256').update(`${to} ${at} ${email.html}`).digest('hex').slice(0, 24)}`
  const provider = openProvider(app)
  try {
    const composed = await provider.compose({
      id,
      from: parseMailbox(shop.from),
      replyTo: shop.replyTo === undefined ? undefined : parseMailbox(shop.replyTo),
      to: { name: undefined, address: to },
      subject: `[test] ${email.subject}`,
      html: email.html,
      text: email.text,
      at,
      purpose: request.purpose,
      unsubscribe: email.unsubscribe,
    })
    if ('rejected' in composed) return { failed: composed.rejected }
    const messages = [{ id, bytes: composed.bytes }]
    const { results } = await provider.send({ key: id, at, messages }, AbortSignal.timeout(LONGEST_MS))
    return outcome(to, results[0])
  } finally {
    await provider.close?.()
  }
}

const LONGEST_MS = 20_000

function outcome(to: string, result: SendResult | undefined): TestEmail {
  if (result?.outcome === 'accepted') return { sent: to }
  return { failed: result?.reason ?? 'The mail service did not answer' }
}
