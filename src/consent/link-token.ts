import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

/** What a link in an email lets its bearer do; a token for one purpose is of no use for another. */
export type LinkPurpose = 'unsubscribe' | 'preferences' | 'browser' | 'confirm' | 'click' | 'open'

/** What a signed link stands for. No personal data: `customer`, `message` and `target` are keys of rows. */
export interface Link {
  readonly purpose: LinkPurpose
  readonly customer: number
  readonly campaign?: string
  readonly message?: number
  /** Of a click: the stored link it leads to, and how many of them the email has. */
  readonly target?: number
  readonly of?: number
}

/**
 * A signed token `base64url(payload).base64url(HMAC-SHA256)` (SEC-17). The first of `secrets` signs; it never expires
 * and may be used any number of times, because scanners open every link.
 */
export function linkToken(secrets: readonly string[], link: Link): string {
  const secret = secrets[0]
  if (!secret) throw new Error('a link cannot be signed without a secret')
  const { purpose, customer, campaign, message, target, of } = link
  const parts = [VERSION, signerOf(secret).id, purpose, customer, campaign ?? 0, message ?? 0]
  const more = [target, of].filter((part) => part !== undefined)
  const payload = JSON.stringify([...parts, ...more])
  return `${Buffer.from(payload).toString('base64url')}.${signature(secret, payload).toString('base64url')}`
}

/**
 * What a token stands for, or undefined for every kind of fault. All `secrets` are accepted: old ones stay listed for
 * two years after a new one is put in front, or the links in old emails die.
 */
export function readLinkToken(secrets: readonly string[], purpose: LinkPurpose, token: string): Link | undefined {
  if (token.length > LONGEST_TOKEN) return undefined
  const [body = '', mac = '', ...rest] = token.split('.')
  const payload = exactly(body)?.toString('utf8')
  const given = exactly(mac)
  if (payload === undefined || !given || rest.length > 0) return undefined
  const known = secrets.some((secret) => {
    const expected = signature(secret, payload)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return known ? linkOf(payload, purpose) : undefined
}

/** The public address of a link: `https://mail.kava.example/unsubscribe/TOKEN`; `base` has no slash at its end. */
export function linkUrl(base: string, secrets: readonly string[], link: Link): string {
  return `${base}/${link.purpose}/${linkToken(secrets, link)}`
}

const VERSION = 1
const LONGEST_TOKEN = 1000
const MAC_BYTES = 16

interface Signer {
  readonly secret: string
  /** Tells keys apart without telling anything about them. */
  readonly id: string
  readonly key: KeyObject
}

let latest: Signer | undefined

/** What a secret signs with. The latest is remembered: nearly all links of a shop, four an email, are signed by one. */
function signerOf(secret: string): Signer {
  if (latest?.secret === secret) return latest
  const id = createHash('sha256').update(`perennial key id:${secret}`).digest('base64url').slice(0, 6)
  latest = { secret, id, key: createSecretKey(`perennial links:${secret}`, 'utf8') }
  return latest
}

function signature(secret: string, payload: string): Buffer {
  return createHmac('sha256', signerOf(secret).key).update(payload).digest().subarray(0, MAC_BYTES)
}

/** The bytes of base64url text written in the one canonical way; a second spelling of a token is no token. */
function exactly(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length > 0 && bytes.toString('base64url') === text ? bytes : undefined
}

function linkOf(payload: string, wanted: LinkPurpose): Link | undefined {
  const parts: unknown = JSON.parse(payload)
  if (!Array.isArray(parts)) return undefined
  const [version, , purpose, customer, campaign, message, target, of]: unknown[] = parts
  if (version !== VERSION || purpose !== wanted || typeof customer !== 'number') return undefined
  return {
    purpose: wanted,
    customer,
    ...(typeof campaign === 'string' ? { campaign } : {}),
    ...(typeof message === 'number' && message > 0 ? { message } : {}),
    ...(typeof target === 'number' ? { target } : {}),
    ...(typeof of === 'number' ? { of } : {}),
  }
}
