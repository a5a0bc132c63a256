import { Resend } from 'resend'
import type { ProviderEvent, ProviderEventKind } from './provider-event.ts'

/** The raw body of a webhook and the three headers that prove it. */
export interface SignedBody {
  readonly body: string
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

/**
 * Whether one of the secrets signed this body within five minutes of now (WH-03, WH-04): several, because the signing
 * secret is exchanged while events are under way.
 */
export function isSignedByResend(secrets: readonly string[], { body, id, timestamp, signature }: SignedBody): boolean {
  return secrets.some((webhookSecret) => {
    try {
      // The SDK gives back undefined for an empty body, and throws for whatever is not genuine.
      return verifier.verify({ payload: body, headers: { id, timestamp, signature }, webhookSecret }) !== undefined
    } catch {
      return false
    }
  })
}

/** The SDK wants a key to be there; verifying uses none. */
const verifier = new Resend('re_verifies_only').webhooks

/** One event of Resend in our words; undefined for the types that say nothing of an email or address of ours (WH-06). */
export function readResendEvent(body: string): ProviderEvent | undefined {
  const { type, created_at: createdAt, data } = fieldsOf(JSON.parse(body))
  const about = fieldsOf(data)
  const kind = kinds[String(type)] ?? (hasLeft(String(type), about) ? 'left' : undefined)
  const at = Date.parse(String(createdAt))
  if (!kind || Number.isNaN(at)) return undefined
  const base = { kind, at, messageId: tagOf(about.tags, 'mid'), providerId: textOf(about.email_id) }
  const [detail, address] = [
    detailOf(kind, about),
    kind === 'added' || kind === 'removed' || kind === 'left' ? textOf(about.email) : undefined,
  ]
  const click = fieldsOf(about.click)
  const [link, userAgent] = [textOf(click.link), textOf(click.userAgent)]
  return {
    ...base,
    ...(kind === 'clicked' && click.timestamp ? { at: Date.parse(String(click.timestamp)) || at } : {}),
    ...(address === undefined ? {} : { address }),
    ...(detail === undefined ? {} : { detail }),
    ...(link === undefined ? {} : { link }),
    ...(userAgent === undefined ? {} : { userAgent }),
  }
}

const kinds: Readonly<Record<string, ProviderEventKind>> = {
  'email.sent': 'sent',
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.opened': 'opened',
  'email.clicked': 'clicked',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
  'email.suppressed': 'suppressed',
  'suppression.added': 'added',
  'suppression.removed': 'removed',
}

/**
 * Whether a person unsubscribed in Resend's own contacts, or from every topic told of there: its topics have no names of
 * ours. That somebody is subscribed there says nothing of consent here, and a deleted contact says nothing at all.
 */
function hasLeft(type: string, about: Fields): boolean {
  if (type === 'contact.created' || type === 'contact.updated') return about.unsubscribed === true
  if (type !== 'contact.topics.updated' || !Array.isArray(about.topics)) return false
  const said = about.topics.map((topic) => fieldsOf(topic).subscription)
  return said.includes('opt_out') && !said.includes('opt_in')
}

function detailOf(kind: ProviderEventKind, about: Fields): string | undefined {
  if (kind === 'bounced') return (textOf(fieldsOf(about.bounce).type) ?? 'undetermined').toLowerCase()
  if (kind === 'added') return textOf(about.origin)?.toLowerCase()
  return undefined
}

/** Tags come back as an object, in older events as a list of names and values. */
function tagOf(tags: unknown, name: string): string | undefined {
  if (!Array.isArray(tags)) return textOf(fieldsOf(tags)[name])
  const found = tags.map(fieldsOf).find((tag) => tag.name === name)
  return found && textOf(found.value)
}

type Fields = Readonly<Record<string, unknown>>

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
