import { type Email, type Mailbox, safeMailbox } from './email.ts'
import { headerText } from './header-text.ts'
import { utf8Bytes } from './slab.ts'

/** The name of the tag that says which message it is: webhooks return it (BAT-04). */
export const MESSAGE_TAG = 'mid'

/** An email as the API takes it. */
export interface ResendEmail {
  readonly from: string
  readonly to: string
  readonly reply_to?: string
  readonly subject: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly tags: readonly { readonly name: string; readonly value: string }[]
  readonly html: string
}

/**
 * The bytes of one email: its JSON, the keys always in this order. The HTML, nearly all of it, is written apart: where
 * every letter of it is Latin it takes half the time that it takes beside other letters.
 */
export function resendBytes(email: Email): Uint8Array {
  const { html, ...others } = resendEmail(email)
  return utf8Bytes([JSON.stringify(others).slice(0, -1), ',"html":', JSON.stringify(html), '}'])
}

/** The email behind stored bytes. */
export function readResendEmail(bytes: Uint8Array): ResendEmail {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as ResendEmail
}

/** The pieces of the body of a batch: a list of emails whose bytes are these and no others. */
export function batchBody(emails: readonly Uint8Array[]): Uint8Array[] {
  return [...emails.flatMap((bytes, i) => [i === 0 ? OPEN : COMMA, bytes]), CLOSE]
}

const [OPEN, COMMA, CLOSE] = ['[', ',', ']'].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer]

/**
 * The email for the API. Every value is one line where a header will be made of it (SDK-08). The address of the
 * customer stands alone: what their name could do to a header it cannot do here.
 */
function resendEmail(email: Email): ResendEmail {
  const { address } = safeMailbox(email.to)
  return {
    from: senderText(email.from),
    to: address,
    ...(email.replyTo ? { reply_to: senderText(email.replyTo) } : {}),
    subject: headerText(email.subject),
    text: email.text,
    headers: ownHeaders(email),
    tags: [{ name: MESSAGE_TAG, value: email.id }],
    html: email.html,
  }
}

const senders = new WeakMap<Mailbox, string>()

/** A whole batch has one sender. */
function senderText(mailbox: Mailbox): string {
  const text = senders.get(mailbox) ?? mailboxText(mailbox)
  senders.set(mailbox, text)
  return text
}

function mailboxText(mailbox: Mailbox): string {
  const { name, address } = safeMailbox(mailbox)
  if (!name) return address
  return /[^\p{L}\p{N} _-]/u.test(name) ? `"${name.replaceAll('\\', '')}" <${address}>` : `${name} <${address}>`
}

function ownHeaders({ id, purpose, unsubscribe }: Email): Record<string, string> {
  const own = { 'X-Perennial-Message': id }
  if (purpose !== 'marketing') return own
  return {
    ...own,
    'List-Unsubscribe': `<${unsubscribe}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
