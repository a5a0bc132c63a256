import type { Instant } from '../clock.ts'

/** How an account at a mail service stands: asked by `doctor`, changes nothing and sends nothing. */
export interface Account {
  readonly findings: readonly AccountFinding[]
  /** Records that the service wants in the DNS of the sender's domain, when it says which. */
  readonly records: readonly DnsRecord[]
  /** What the service's own clock showed, when it said so. */
  readonly clock: Instant | undefined
}

/** One thing about an account; `repair` where something is to be done. */
export interface AccountFinding {
  readonly about: 'key' | 'domain' | 'tracking' | 'server'
  readonly state: 'ok' | 'warning' | 'broken'
  readonly says: string
  readonly repair?: string
}

/** A record of the DNS; `name` is whole. */
export interface DnsRecord {
  readonly use: 'spf' | 'dkim'
  readonly type: 'TXT' | 'CNAME'
  readonly name: string
  readonly value: string
}
