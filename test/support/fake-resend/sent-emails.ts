import { randomBytes, randomUUID } from 'node:crypto'
import type { EmailBody } from './validate.ts'
import { addressOf, recipientsOf } from './validate.ts'

/** An accepted email as the fake keeps it. */
export interface SentEmail {
  readonly id: string
  readonly messageId: string
  readonly at: number
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly tags: Readonly<Record<string, string>>
  lastEvent: string
  scheduledAt: string | null
  /** Of every email, or of none when bodies are not kept. */
  readonly body: EmailBody | undefined
}

/** The emails of an account, in the order of their acceptance. */
export interface SentEmails {
  readonly all: SentEmail[]
  byId(id: string): SentEmail | undefined
  add(body: EmailBody, at: number): SentEmail
}

/** An empty list; `bodies: 'dropped'` where hundreds of thousands are sent. */
export function sentEmails(bodies: () => 'kept' | 'dropped'): SentEmails {
  const all: SentEmail[] = []
  const index = new Map<string, SentEmail>()
  return {
    all,
    byId: (id) => index.get(id),
    add(body, at) {
      const email: SentEmail = {
        id: randomUUID(),
        messageId: `<${randomBytes(8).toString('hex')}@eu-west-1.amazonses.com>`,
        at,
        from: String(body.from),
        to: recipientsOf(body).map(addressOf),
        subject: String(body.subject),
        tags: tagsOf(body.tags),
        lastEvent: body.scheduled_at === undefined ? 'sent' : 'scheduled',
        scheduledAt: body.scheduled_at === undefined ? null : String(body.scheduled_at),
        body: bodies() === 'kept' ? body : undefined,
      }
      all.push(email)
      index.set(email.id, email)
      return email
    },
  }
}

/** A row of GET /emails: it has neither tags nor key. */
export function listedEmail(email: SentEmail) {
  return {
    id: email.id,
    message_id: email.messageId,
    to: email.to,
    from: email.from,
    created_at: new Date(email.at).toISOString().replace('T', ' ').replace('Z', '+00'),
    subject: email.subject,
    bcc: null,
    cc: null,
    reply_to: null,
    last_event: email.lastEvent,
    scheduled_at: email.scheduledAt,
  }
}

function tagsOf(tags: unknown): Record<string, string> {
  const list = Array.isArray(tags) ? (tags as { name: string; value: string }[]) : []
  return Object.fromEntries(list.map(({ name, value }) => [name, value]))
}
