import type { Generated } from 'kysely'

/** The tables of the way back: what people ask for through their links, and what mail services report. */
export interface ResponseTables {
  customer_pauses: CustomerPausesTable
  tracking_consents: TrackingConsentsTable
  suppressed_hashes: SuppressedHashesTable
  links: LinksTable
  webhook_deliveries: WebhookDeliveriesTable
  campaign_pauses: CampaignPausesTable
}

/** Append-only: a customer asked for no marketing until an instant; the latest row counts, also one that ends a pause. */
export interface CustomerPausesTable {
  key: Generated<number>
  customer: number
  since: number
  until: number
  source: string
}

/** Append-only: whether a customer lets opens be counted. The latest row counts; without one: no. */
export interface TrackingConsentsTable {
  key: Generated<number>
  customer: number
  status: 'given' | 'withdrawn'
  at: number
  source: string
  wording: string | null
}

/** Keyed hashes of addresses and ids that never get anything again, whoever imports them anew. */
export interface SuppressedHashesTable {
  hash: string
  reason: 'erased'
  recorded_at: number
}

/** Where clicked links lead: an address in a link's own parameter could lead anywhere. */
export interface LinksTable {
  key: Generated<number>
  url: string
}

/** What a mail service sent, as it came. `id` is the service's own: the same one twice is one. */
export interface WebhookDeliveriesTable {
  id: string
  provider: string
  received_at: number
  /** `ignored`: about nothing that we sent. `failed`: no JSON of the kind we know. */
  state: 'new' | 'done' | 'ignored' | 'failed'
  /** Null once it is worked off. */
  body: string | null
}

/** Append-only: a campaign that stopped itself or was stopped. At most one row a campaign is not released. */
export interface CampaignPausesTable {
  key: Generated<number>
  campaign: string
  reason: 'bounces' | 'complaints' | 'operator'
  at: number
  /** Emails looked at, and how many of them bounced or drew a complaint. */
  accepted: number
  counted: number
  /** Why the operator stopped it, in their own words. */
  note: string | null
  released_at: number | null
  /** Why it was let go on. */
  release_note: string | null
}
