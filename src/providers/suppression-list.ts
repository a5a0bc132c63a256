import type { Instant } from '../clock.ts'

/** An address that a mail service writes no more to, and since when. */
export interface ListedAddress {
  readonly address: string
  readonly reason: 'bounced' | 'complained' | 'manual'
  readonly at: Instant
}

/** What came of asking for a change or a look: a sentence where it failed, and whether what was asked is to blame. */
export type Asked<T> = { readonly value: T } | { readonly failed: string; readonly blame: 'request' | 'service' }

/** A part of the list. */
export interface ListPage {
  readonly listed: readonly ListedAddress[]
  /** Where the next page begins; undefined after the last. */
  readonly next: string | undefined
}

/** A mail service's own list of addresses that it writes no more to, whoever asks (RES-03). Nothing here throws. */
export interface SuppressionList {
  /** Most addresses in one request. */
  readonly most: number
  /** Puts addresses onto it; those that are there already stay as they are. */
  add(addresses: readonly string[], signal: AbortSignal): Promise<Asked<void>>
  /** Takes addresses from it; those that are not there are left out. */
  remove(addresses: readonly string[], signal: AbortSignal): Promise<Asked<void>>
  /** What came onto it, newest first: the first page, or the one that begins where another said. */
  page(from: string | undefined, signal: AbortSignal): Promise<Asked<ListPage>>
}
