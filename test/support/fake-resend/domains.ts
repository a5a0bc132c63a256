import type { Account } from './account.ts'

/** A domain of the team; a name alone is one that is verified, may send and tracks nothing. */
export interface FakeDomain {
  readonly name: string
  readonly status?: 'verified' | 'pending' | 'failed' | 'not_started'
  readonly sending?: 'enabled' | 'disabled'
  readonly openTracking?: boolean
  readonly clickTracking?: boolean
}

/** Whether an email from this domain is taken. */
export function maySendFrom({ options: { domains } }: Pick<Account, 'options'>, wanted: string): 'yes' | 'no' {
  if (domains === 'any') return 'yes'
  const { status = 'verified', sending = 'enabled' } = domainsOf(domains).find(({ name }) => name === wanted) ?? {
    status: 'not_started' as const,
  }
  return status === 'verified' && sending === 'enabled' ? 'yes' : 'no'
}

/** GET /domains: without the records. */
export function listDomains({ options: { domains } }: Account): object {
  return { object: 'list', has_more: false, data: domains === 'any' ? [] : domainsOf(domains).map(row) }
}

/** GET /domains/:id: with the records that the DNS must have; undefined: there is none. */
export function oneDomain({ options: { domains } }: Account, id: string): object | undefined {
  const found = domains === 'any' ? undefined : domainsOf(domains).find(({ name }) => idOf(name) === id)
  return found && { object: 'domain', ...row(found), records: recordsOf(found) }
}

/** The value of the DKIM record of a domain. */
export const dkimOf = (name: string): string => `p=MIGfMA0GCSq${Buffer.from(name).toString('base64url')}`

function domainsOf(domains: readonly (string | FakeDomain)[]): FakeDomain[] {
  return domains.map((one) => (typeof one === 'string' ? { name: one } : one))
}

function row({ name, status = 'verified', sending = 'enabled', openTracking, clickTracking }: FakeDomain) {
  return {
    id: idOf(name),
    name,
    status,
    created_at: '2026-01-01T00:00:00Z',
    region: 'eu-west-1',
    capabilities: { sending, receiving: 'disabled' },
    open_tracking: openTracking ?? false,
    click_tracking: clickTracking ?? false,
  }
}

function recordsOf({ name, status = 'verified' }: FakeDomain) {
  const common = { ttl: 'Auto', status }
  return [
    {
      record: 'SPF',
      name: 'send',
      type: 'MX',
      value: 'feedback-smtp.eu-west-1.amazonses.com',
      priority: 10,
      ...common,
    },
    { record: 'SPF', name: 'send', type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"', ...common },
    { record: 'DKIM', name: 'resend._domainkey', type: 'TXT', value: dkimOf(name), ...common },
  ]
}

function idOf(name: string): string {
  return `domain-${name}`
}
