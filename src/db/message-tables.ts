import type { Generated } from 'kysely'

/**
 * Ledger and outbox in one: a row per planned step of a customer's journey, unique on
 * (campaign, step, customer, occasion).
 */
export interface MessagesTable {
  key: Generated<number>
  campaign: string
  step: string
  customer: number
  occasion: string
  state: MessageState
  /** The reason of the decision (language.md §6). */
  reason: string
  variant: string | null
  purpose: 'marketing' | 'service'
  /** Empty for a notice. */
  template: string
  /** Of a notice the person of the shop who is told, an address; the customer gets nothing. Null: an email. */
  notify: Generated<string | null>
  /** The campaign's topic. */
  topic: string | null
  /** The run that decided last. */
  run: number
  /** The run that let it wait first; null where `run` decided at once. */
  first_run: Generated<number | null>
  /** The start of the journey. */
  started_at: number
  /** Number of the customer's local day on which the step was due. */
  due_day: number
  /** Number of the customer's local day on which it goes; null for a skip. */
  day: number | null
  send_at: number | null
  /** The order the trigger is about. */
  order: number | null
  attempt: number
  lease_until: number | null
  /** Null once it is submitted: then `submitted_at` counts. */
  first_attempt_at: number | null
  /** The request it went with; the row of a request that came to its end may be gone. */
  batch: number | null
  submitted_at: number | null
  provider: string | null
  /** The service's own id, packed: see `packedId`. */
  provider_id: string | null
  error: string | null
  /** The gravest that the mail service or our own links told of it, whatever the order in which they did. */
  outcome: MessageOutcome | null
}

/** In the order of gravity (WH-08); `bounced` is a permanent bounce, any other is `delayed`. */
export type MessageOutcome =
  | 'sent'
  | 'delayed'
  | 'delivered'
  | 'opened'
  | 'clicked'
  | 'failed'
  | 'suppressed'
  | 'bounced'
  | 'complained'

/**
 * What became of an email, one row per event of the mail service or of our own links. Of the message it repeats what
 * rules ask for, so that it outlives the message's row.
 */
export interface MessageEventsTable {
  key: Generated<number>
  customer: number
  kind: MessageEventKind
  at: number
  /** 1: not a person but a program opened or clicked; kept and left out of every answer. */
  machine: Generated<0 | 1>
  message: number | null
  campaign: string | null
  template: string | null
  topic: string | null
  /** The address behind a clicked link, as it is and as rules compare it. */
  link: string | null
  link_folded: string | null
  /** Of a click on a link of ours: how many links of ours the email has. */
  links: number | null
  /** Of a bounce its class: `permanent`, `transient`, `undetermined`. */
  detail: string | null
  /** The service's own id of the event: the same event twice is one. */
  provider_event: string | null
  recorded_at: number
}

/** Opens, clicks and complaints are never unmade; what else a service tells is kept under its own word. */
export type MessageEventKind =
  | 'delivered'
  | 'delayed'
  | 'opened'
  | 'clicked'
  | 'bounced'
  | 'complained'
  | 'failed'
  | 'suppressed'

/**
 * `waiting` and `skipped` were decided by the plan, so was `raised`: a notice for the shop's next daily email, `told` once
 * that has gone out. All others belong to delivery.
 */
export type MessageState =
  | 'waiting'
  | 'skipped'
  | 'raised'
  | 'told'
  | 'queued'
  | 'claimed'
  | 'submitted'
  | 'failed'
  | 'uncertain'
  | 'cancelled'

/** A frozen request: the exact bytes handed to a provider, stored before the first attempt. */
export interface BatchesTable {
  key: Generated<number>
  provider: string
  /** Idempotency key, never derived from the members; null once the result is definite, as are body and hash. */
  request_key: string | null
  /** The request, compressed. */
  body: Uint8Array | null
  sha256: string | null
  created_at: number
  attempt: number
  first_attempt_at: number | null
  /** `frozen`, `done`. */
  state: string
}

/** When the next request may go to a mail service, for all processes together; one row per service. */
export interface SendersTable {
  /** The provider's name. */
  name: string
  /** Requests a second as the service last told; null: it never did. */
  rate: number | null
  /** Before these instants no request may go, or none with marketing. */
  next_at: Generated<number>
  next_marketing_at: Generated<number>
}

/** Why nothing is handed over; a row counts until its end has come. */
export interface HaltsTable {
  /** A provider's name; `database` after a restore or a copy: then with every provider. */
  name: string
  since: number
  /** Null: until the operator says so. */
  until: number | null
  /** A word for programs: `monthly_quota_exceeded`, `restored`, `copied`. */
  code: string
  /** A sentence for people. */
  reason: string
}
