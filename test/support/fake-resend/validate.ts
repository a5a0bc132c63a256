import type { ApiErrorName } from './errors.ts'

/** An email as the API takes it; every field is what somebody sent, so nothing of it is sure. */
export type EmailBody = Readonly<Record<string, unknown>>

/** Why an email is refused. */
export interface Refusal {
  readonly name: ApiErrorName
  readonly message: string
}

const MOST_BYTES = 40 * 1024 * 1024
const THIRTY_DAYS = 30 * 86_400_000

/** What is wrong with an email, or undefined when it may go (FAKE-03). */
export function refusalOf(email: unknown, endpoint: 'single' | 'batch', now: number): Refusal | undefined {
  if (typeof email !== 'object' || email === null || Array.isArray(email)) return invalid('An email must be an object')
  const body = email as EmailBody
  return (
    senderFault(body.from) ??
    recipientFault(body) ??
    subjectFault(body.subject) ??
    contentFault(body) ??
    tagFault(body.tags) ??
    attachmentFault(body.attachments, endpoint) ??
    scheduleFault(body.scheduled_at, now)
  )
}

/** Every address of an email, each counted by the quota. */
export function recipientsOf(body: EmailBody): string[] {
  return [body.to, body.cc, body.bcc].flatMap((field) => (field === undefined ? [] : [field].flat().map(String)))
}

/** The address of `Name <address>`, or of a bare one. */
export function addressOf(text: string): string {
  return /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim()
}

function senderFault(from: unknown): Refusal | undefined {
  if (from === undefined) return { name: 'missing_required_field', message: 'Missing `from` field.' }
  const good = typeof from === 'string' && isAddress(from)
  return good
    ? undefined
    : invalid('Invalid `from` field. It must be `email@example.com` or `Name <email@example.com>`')
}

function recipientFault(body: EmailBody): Refusal | undefined {
  if (body.to === undefined) return { name: 'missing_required_field', message: 'Missing `to` field.' }
  if ([body.to].flat().length > 50) return invalid('The `to` field takes at most 50 addresses')
  const wrong = recipientsOf(body).find((text) => !isAddress(text))
  // The real service quotes the address: whoever logs the message logs a person.
  return wrong === undefined ? undefined : invalid(`Invalid \`to\` field: ${JSON.stringify(wrong)} is no address`)
}

function subjectFault(subject: unknown): Refusal | undefined {
  if (typeof subject !== 'string' || subject === '') {
    return { name: 'missing_required_field', message: 'Missing `subject` field.' }
  }
  return /[\r\n]/.test(subject) ? invalid('The `\\n` is not allowed in the `subject` field.') : undefined
}

function contentFault(body: EmailBody): Refusal | undefined {
  if (body.html === undefined && body.text === undefined) {
    return { name: 'missing_required_field', message: 'Missing `html` or `text` field.' }
  }
  const bytes = Buffer.byteLength(String(body.html ?? '')) + Buffer.byteLength(String(body.text ?? ''))
  return bytes > MOST_BYTES ? invalid('The email is larger than 40 MB') : undefined
}

function tagFault(tags: unknown): Refusal | undefined {
  if (tags === undefined) return undefined
  if (!Array.isArray(tags) || tags.length > 75) return invalid('`tags` takes a list of at most 75')
  const fits = (text: unknown) => typeof text === 'string' && /^[A-Za-z0-9_-]{1,256}$/.test(text)
  const bad = tags.some((tag: { name?: unknown; value?: unknown }) => !fits(tag?.name) || !fits(tag?.value))
  return bad ? invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes') : undefined
}

function attachmentFault(attachments: unknown, endpoint: 'single' | 'batch'): Refusal | undefined {
  if (attachments === undefined) return undefined
  if (endpoint === 'batch') return invalid('`attachments` is not supported yet in a batch')
  const files = [attachments].flat() as readonly ({ content?: unknown; path?: unknown } | null)[]
  const bad = files.some((one) => !one?.content && !one?.path)
  return bad ? { name: 'invalid_attachment', message: 'Attachment must have either a `content` or `path`' } : undefined
}

function scheduleFault(text: unknown, now: number): Refusal | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(String(text))
  if (Number.isNaN(at)) return invalid('Invalid `scheduled_at` field')
  return at > now + THIRTY_DAYS ? invalid('`scheduled_at` is at most 30 days ahead') : undefined
}

/** Whether the API takes it for an address. */
export function isAddress(text: string): boolean {
  const address = addressOf(text)
  return (
    address.length <= 254 && /^[\x21-\x7e]+$/.test(address) && /^[^@<>",]+@[^@<>",.]+(\.[^@<>",.]+)+$/.test(address)
  )
}

function invalid(message: string): Refusal {
  return { name: 'validation_error', message }
}
