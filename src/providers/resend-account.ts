import type { Domain, GetDomainResponseSuccess, Resend } from 'resend'
import type { Account, AccountFinding, DnsRecord } from './account.ts'
import { withoutAddresses } from './without-addresses.ts'

const DOMAINS = 'resend.com/domains'

/** Asks Resend about its key and the domain of the sender. A key that may only send is enough to send, not to ask. */
export async function resendAccount(service: Resend, domain: string, signal: AbortSignal): Promise<Account> {
  const { data, error, headers } = await service.domains.list({ limit: 100 }, { signal })
  const clock = dateIn(headers)
  if (error) return { findings: [keyFinding(error)], records: [], clock }
  const ours = closest(data.data, domain)
  const findings: AccountFinding[] = [{ about: 'key', state: 'ok', says: 'Resend knows the key' }]
  if (!ours) return { findings: [...findings, unknownDomain(domain)], records: [], clock }
  const whole = await service.domains.get(ours.id, { signal })
  findings.push(domainFinding(ours))
  if (whole.error) return { findings, records: [], clock }
  findings.push(trackingFinding(whole.data))
  return { findings, records: recordsOf(whole.data), clock }
}

function dateIn(headers: Record<string, string> | null): number | undefined {
  const instant = Date.parse(headers?.date ?? '')
  return Number.isNaN(instant) ? undefined : instant
}

/** The domain itself, or the nearest one above it. */
function closest(domains: readonly Domain[], wanted: string): Domain | undefined {
  return domains
    .filter(({ name }) => wanted === name || wanted.endsWith(`.${name}`))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

function keyFinding({ name, message, statusCode }: { name: string; message: string; statusCode: number | null }) {
  if (name === 'restricted_api_key') {
    return { about: 'key', state: 'ok', says: 'The key may only send, so Resend tells nothing of the domain' } as const
  }
  if (statusCode === null || statusCode >= 500 || statusCode === 429) {
    return { about: 'key', state: 'warning', says: `Resend did not answer: ${withoutAddresses(message)}` } as const
  }
  const repair = 'make a new key at resend.com/api-keys and set RESEND_API_KEY'
  return {
    about: 'key',
    state: 'broken',
    says: `Resend refuses the key: ${withoutAddresses(message)}`,
    repair,
  } as const
}

function unknownDomain(domain: string): AccountFinding {
  const says = `${domain} is no domain of this account`
  return { about: 'domain', state: 'broken', says, repair: `add it at ${DOMAINS}, or change from in perennial.yaml` }
}

function domainFinding({ name, status, capabilities }: Domain): AccountFinding {
  const repair = `look at ${DOMAINS}, set the records it shows, then verify`
  if (status !== 'verified') return { about: 'domain', state: 'broken', says: `${name} is ${status} at Resend`, repair }
  if (capabilities?.sending === 'disabled') {
    const says = `Sending is switched off for ${name} at Resend`
    return { about: 'domain', state: 'broken', says, repair: `switch it on at ${DOMAINS}` }
  }
  return { about: 'domain', state: 'ok', says: `${name} is verified at Resend` }
}

/** Resend's click tracking rewrites every link, also the one to unsubscribe (delivery.md Q5). */
function trackingFinding({ name, open_tracking, click_tracking }: GetDomainResponseSuccess): AccountFinding {
  const on = [open_tracking ? 'opens' : '', click_tracking ? 'clicks' : ''].filter(Boolean).join(' and ')
  if (on === '') return { about: 'tracking', state: 'ok', says: 'Resend changes no link and adds no picture' }
  const says = `Resend tracks ${on} of ${name}: it rewrites emails, and opens need their own consent`
  return {
    about: 'tracking',
    state: 'warning',
    says,
    repair: `switch it off at ${DOMAINS}; Perennial counts clicks itself`,
  }
}

function recordsOf({ name: domain, records }: GetDomainResponseSuccess): DnsRecord[] {
  return records.flatMap(({ record, type, name, value }) => {
    if ((record !== 'SPF' && record !== 'DKIM') || (type !== 'TXT' && type !== 'CNAME')) return []
    const whole = name === domain || name.endsWith(`.${domain}`) ? name : `${name}.${domain}`
    return [{ use: record === 'SPF' ? 'spf' : 'dkim', type, name: whole, value }]
  })
}
