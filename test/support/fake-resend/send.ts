import type { Account } from './account.ts'
import { maySendFrom } from './domains.ts'
import { type ApiErrorName, apiErrors } from './errors.ts'
import { type LedgerLine, writeLedger } from './ledger.ts'
import type { SentEmail } from './sent-emails.ts'
import { addressOf, type EmailBody, recipientsOf, type Refusal, refusalOf } from './validate.ts'

/** A status and the JSON that goes with it. */
export interface Answer {
  readonly status: number
  readonly json: unknown
}

/** POST /emails. */
export function sendOne(account: Account, body: unknown, key: string): Answer {
  const refusal = refusalOf(body, 'single', account.now()) ?? domainFault(account, body)
  if (refusal) return refused(refusal)
  const tooMany = account.meter.emails(recipientsOf(body as EmailBody).length)
  if (tooMany) return failed(tooMany)
  const [email] = accept(account, [body as EmailBody], key)
  return { status: 200, json: { id: email?.id } }
}

/** POST /emails/batch, strict or permissive (delivery.md 1.4). */
export function sendBatch(account: Account, body: unknown, key: string, mode: 'strict' | 'permissive'): Answer {
  if (!Array.isArray(body) || body.length === 0) return refused({ name: 'validation_error', message: 'Not a list' })
  if (body.length > 100) return refused({ name: 'validation_error', message: 'A batch takes at most 100 emails' })
  const domain = body.map((email) => domainFault(account, email)).find((fault) => fault)
  if (domain) return refused(domain)
  const refusals = body.map((email) => refusalOf(email, 'batch', account.now()))
  const first = refusals.find((refusal) => refusal)
  if (first && mode === 'strict') return refused(first)
  const good = body.filter((_, i) => refusals[i] === undefined) as EmailBody[]
  const tooMany = account.meter.emails(good.reduce((sum, email) => sum + recipientsOf(email).length, 0))
  if (tooMany) return failed(tooMany)
  const data = accept(account, good, key).map(({ id }) => ({ id }))
  const errors = refusals.flatMap((refusal, index) => (refusal ? [{ index, message: refusal.message }] : []))
  return { status: 200, json: mode === 'strict' ? { data } : { data, errors } }
}

/** The answer for an error of the table. */
export function failed(name: ApiErrorName): Answer {
  return { status: apiErrors[name].statusCode, json: apiErrors[name] }
}

function refused({ name, message }: Refusal): Answer {
  return { status: apiErrors[name].statusCode, json: { ...apiErrors[name], message } }
}

/** From here on it is sent: the ledger first, so that a death right after it has told the truth. */
function accept(account: Account, bodies: readonly EmailBody[], key: string): SentEmail[] {
  const at = account.now()
  const emails = bodies.map((body) => account.emails.add(body, at))
  const lines = emails.flatMap((email) =>
    email.to.map((to): LedgerLine => ({ to, mid: email.tags.mid ?? '', key, at, id: email.id })),
  )
  writeLedger(account.ledger, lines)
  for (const email of emails) if (email.lastEvent !== 'scheduled') account.webhooks.happened(email)
  const { webhooks, webhookPace } = account.options
  if (webhooks && webhookPace === 'own') void account.webhooks.flush(webhooks)
  return emails
}

function domainFault(account: Account, body: unknown): Refusal | undefined {
  const from = (body as { from?: unknown } | null)?.from
  if (typeof from !== 'string') return undefined
  const domain = addressOf(from).split('@').at(-1) ?? ''
  if (maySendFrom(account, domain) === 'yes') return undefined
  return {
    name: 'unverified_domain',
    message: `The ${domain} domain is not verified. Please, add and verify your domain`,
  }
}
