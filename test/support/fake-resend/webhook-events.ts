import { createHmac, randomBytes } from 'node:crypto'
import { numbersFrom } from '../numbers-from.ts'
import type { SentEmail } from './sent-emails.ts'

/** One webhook as it goes over the wire. */
export interface Webhook {
  /** Stays the same in every retry. */
  readonly svixId: string
  readonly body: string
}

/** What a made-up share of recipients does, 0 to 1; all others just receive. */
export interface Behaviour {
  readonly bounced?: number
  readonly complained?: number
  readonly opened?: number
  readonly clicked?: number
}

/** The webhooks an accepted email causes, in their true order. The addresses of resend.dev do what their name says. */
export function webhooksOf(email: SentEmail, behaviour: Behaviour, random: () => number): Webhook[] {
  return email.to.flatMap((to) => typesFor(to, behaviour, random).map((type) => webhookOf(email, to, type)))
}

/** Headers that `resend.webhooks.verify` accepts: HMAC-SHA256 over `id.seconds.body`. `at` in ms. */
export function signedHeaders({ svixId, body }: Webhook, secret: string, at: number): Record<string, string> {
  const seconds = Math.floor(at / 1000)
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${svixId}.${seconds}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'svix-id': svixId,
    'svix-timestamp': String(seconds),
    'svix-signature': `v1,${signature}`,
  }
}

/** A new signing secret, as Resend shows it. */
export function signingSecret(seed?: number): string {
  const random = seed === undefined ? undefined : numbersFrom(seed)
  const bytes = random ? Buffer.from(Array.from({ length: 24 }, () => Math.floor(random() * 256))) : randomBytes(24)
  return `whsec_${bytes.toString('base64')}`
}

/** A webhook of any type about an email, also of types that nobody knows yet. */
export function webhookOf(email: SentEmail, to: string, type: string): Webhook {
  const at = new Date(email.at + (delays[type] ?? 5000)).toISOString()
  const data = {
    email_id: email.id,
    message_id: email.messageId,
    from: email.from,
    to: [to],
    subject: email.subject,
    created_at: new Date(email.at).toISOString(),
    tags: email.tags,
    ...details[type]?.(at),
  }
  return {
    svixId: `msg_${randomBytes(14).toString('base64url')}`,
    body: JSON.stringify({ type, created_at: at, data }),
  }
}

const delays: Readonly<Record<string, number>> = {
  'email.sent': 200,
  'email.delivered': 2000,
  'email.bounced': 3000,
  'email.suppressed': 300,
  'email.opened': 60_000,
  'email.clicked': 70_000,
  'email.complained': 90_000,
}

const details: Readonly<Record<string, (at: string) => object>> = {
  'email.bounced': () => ({
    bounce: {
      type: 'Permanent',
      subType: 'General',
      message: "The recipient's email address does not exist",
      diagnosticCode: ['smtp; 550 5.1.1 user unknown'],
    },
  }),
  'email.clicked': (at) => ({
    click: { ipAddress: '192.0.2.7', link: 'https://kava.example/', timestamp: at, userAgent: 'Mozilla/5.0' },
  }),
  'email.failed': () => ({ failed: { reason: 'reached_daily_quota' } }),
  'email.suppressed': () => ({
    suppressed: { type: 'OnAccountSuppressionList', message: 'The address is suppressed' },
  }),
}

function typesFor(to: string, behaviour: Behaviour, random: () => number): string[] {
  const [, named] = /^(delivered|bounced|complained|suppressed)(?:\+[^@]*)?@resend\.dev$/.exec(to) ?? []
  const word = named ?? drawn(behaviour, random)
  if (word === 'suppressed') return ['email.suppressed']
  if (word === 'bounced') return ['email.sent', 'email.bounced']
  const received = ['email.sent', 'email.delivered']
  return word === 'delivered' ? received : [...received, `email.${word}`]
}

function drawn(behaviour: Behaviour, random: () => number): string {
  let drawn = random()
  for (const word of ['bounced', 'complained', 'opened', 'clicked'] as const) {
    drawn -= behaviour[word] ?? 0
    if (drawn < 0) return word
  }
  return 'delivered'
}
