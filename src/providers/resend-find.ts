import type { ListEmail, Resend } from 'resend'
import type { Instant } from '../clock.ts'
import type { SoughtMessage } from './provider.ts'
import { readResendEmail } from './resend-email.ts'
import type { SendResult } from './send-answer.ts'

/**
 * Looks for messages in the list of sent emails by recipient, subject and time: the list knows neither tags nor keys
 * (delivery.md 1.1). Where two of ours or two of theirs fit, none is taken: a wrong match would be worse than none.
 */
export async function findInResend(
  service: Resend,
  messages: readonly SoughtMessage[],
  signal: AbortSignal,
): Promise<readonly SendResult[]> {
  if (messages.length === 0) return []
  const sought = messages.map(soughtOf)
  const earliest = Math.min(...messages.map(({ from }) => from)) - SKEW
  const listed = await listSince(service, earliest, new Set(sought.map(({ name }) => name)), signal)
  return sought.map((one): SendResult => {
    if (sought.some((other) => other !== one && other.name === one.name && overlap(one, other))) return SEVERAL
    const found = listed.filter(
      (row) => row.name === one.name && row.at >= one.from - SKEW && row.at <= one.until + SKEW,
    )
    if (found.length > 1) return SEVERAL
    return found[0] ? { outcome: 'accepted', providerId: found[0].id } : NOT_FOUND
  })
}

/** How far the service's clock and ours may differ, in ms. */
const SKEW = 120_000
const PAGE = 100
/** At two requests a second this is a minute and a half, and 20,000 emails. */
const MOST_PAGES = 200
const PAUSE = 500

const NOT_FOUND: SendResult = { outcome: 'unknown', reason: 'Resend’s list of sent emails does not show it' }
const SEVERAL: SendResult = { outcome: 'unknown', reason: 'Several emails of Resend’s list could be it' }

interface Sought {
  readonly name: string
  readonly from: Instant
  readonly until: Instant
}

interface Listed {
  readonly name: string
  readonly id: string
  readonly at: Instant
}

function soughtOf({ bytes, from, until }: SoughtMessage): Sought {
  const { to, subject } = readResendEmail(bytes)
  return { name: nameOf(to, subject), from, until }
}

function overlap(one: Sought, other: Sought): boolean {
  return one.from - SKEW <= other.until + SKEW && other.from - SKEW <= one.until + SKEW
}

/** The rows that could be ours, newest first, back to an instant; fewer when the service stops answering. */
async function listSince(
  service: Resend,
  earliest: Instant,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Listed[]> {
  const found: Listed[] = []
  let after: string | undefined
  for (let page = 0; page < MOST_PAGES && !signal.aborted; page++) {
    if (page > 0) await new Promise((done) => setTimeout(done, PAUSE))
    const timed = AbortSignal.any([signal, AbortSignal.timeout(30_000)])
    const { data } = await service.emails.list({ limit: PAGE, ...(after ? { after } : {}) }, { signal: timed })
    const rows = Array.isArray(data?.data) ? data.data : []
    found.push(...rows.map(listedOf).filter(({ name }) => names.has(name)))
    after = rows.at(-1)?.id
    if (rows.length < PAGE || !after || listedOf(rows.at(-1) as ListEmail).at < earliest) break
  }
  return found
}

function listedOf({ id, to, subject, created_at }: ListEmail): Listed {
  return { name: nameOf([to].flat().join(), subject), id, at: Date.parse(created_at) }
}

/** Both parts as one text that cannot be read two ways. */
function nameOf(to: string, subject: string): string {
  return JSON.stringify([to.toLowerCase(), subject])
}
