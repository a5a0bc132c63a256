import type { Generated } from 'kysely'
import type { ExperimentTables } from './experiment-tables.ts'
import type { BatchesTable, HaltsTable, MessageEventsTable, MessagesTable, SendersTable } from './message-tables.ts'
import type { PredictionTables } from './prediction-tables.ts'
import type { RecommendTables } from './recommend-tables.ts'
import type { ResponseTables } from './response-tables.ts'

/** The dictionary: one interface per table. Instants are ms since the epoch, money is minor units of the shop's currency. */
export interface Tables extends ResponseTables, RecommendTables, PredictionTables, ExperimentTables {
  instance: InstanceTable
  customers: CustomersTable
  customer_tags: CustomerTagsTable
  customer_attributes: CustomerAttributesTable
  consents: ConsentsTable
  suppressions: SuppressionsTable
  orders: OrdersTable
  order_lines: OrderLinesTable
  waiting_lines: WaitingLinesTable
  products: ProductsTable
  events: EventsTable
  runs: RunsTable
  memberships: MembershipsTable
  segment_states: SegmentStatesTable
  standing_questions: StandingQuestionsTable
  standing_values: StandingValuesTable
  changed_customers: ChangedCustomersTable
  campaigns: CampaignsTable
  messages: MessagesTable
  batches: BatchesTable
  senders: SendersTable
  halts: HaltsTable
  message_events: MessageEventsTable
  kept_answers: KeptAnswersTable
}

/** Facts about this installation: `id` (fingerprint), `last_tick`, `wipe_owed` (an erasure that is unfinished), `events_since`. */
export interface InstanceTable {
  name: string
  value: string
}

/** A person, one row. `*_folded` columns hold the text as rules compare it (NFC, simple case folding). */
export interface CustomersTable {
  key: Generated<number>
  /** The shop's own id. */
  id: string
  email: string | null
  /** Unique: an address is one customer's whatever the case of its letters. */
  email_folded: string | null
  first_name: string | null
  /** Names are looked for without accents, too (`foldName`). */
  first_name_folded: string | null
  last_name: string | null
  last_name_folded: string | null
  birth_year: number | null
  /** `MM-DD`. */
  birth_day: string | null
  /** ISO 3166 code, or null. */
  country: string | null
  region: string | null
  region_folded: string | null
  city: string | null
  city_folded: string | null
  /** BCP 47 tag in canonical case. */
  language: string | null
  time_zone: string | null
  /** ISO 4217 code. */
  currency: string | null
  signed_up_at: number | null
  /** First dated trace; null: holds for all times. */
  exists_from: number | null
  /** Set where the customer chose the language on the preference page: no import changes it. */
  language_chosen_at: number | null
}

/** The words of a customer's `tags` cell. */
export interface CustomerTagsTable {
  customer: number
  tag: string
  tag_folded: string
}

/** The shop's own attributes; a list has one row an item. Which columns are set follows from the declared type. */
export interface CustomerAttributesTable {
  customer: number
  name: string
  position: number
  text: string | null
  folded: string | null
  /** A number, yes/no as 1/0, minor units of money, or the first instant of a date in the shop's zone. */
  number: number | null
  /** `MM-DD` of a yearly date or a date. */
  month_day: string | null
  /** Year of a yearly date or a date. */
  year: number | null
}

/** The append-only consent log: who, when, how. */
export interface ConsentsTable {
  key: Generated<number>
  customer: number
  topic: string | null
  status: 'subscribed' | 'unsubscribed' | 'never asked'
  /** When it was given; null: holds for all times. */
  at: number | null
  recorded_at: number
  source: string
  /** From when a subscription no longer counts; null: never. */
  expires_at: number | null
  /** The email through whose link it was said, with its campaign and template; null for all other ways. */
  message: number | null
  campaign: string | null
  template: string | null
  /** The words that the customer agreed to, or their version. */
  wording: string | null
  basis: ConsentBasis | null
}

/** Why marketing is allowed: asked and answered, answered again by email, or a sale of similar goods (soft opt-in). */
export type ConsentBasis = 'opt-in' | 'double opt-in' | 'soft opt-in'

/** Who gets nothing, and why. */
export interface SuppressionsTable {
  customer: number
  reason: 'bounced' | 'complained' | 'manual' | 'erased'
  /** From when; null: for all times. */
  since: number | null
  recorded_at: number
}

/** An order of a customer; amounts are in the shop's currency, converted once at import. */
export interface OrdersTable {
  key: Generated<number>
  /** The shop's own id. */
  id: string
  customer: number
  ordered_at: number
  total: number
  /** The currency the customer paid in. */
  currency: string
  status: string
  delivered_at: number | null
  refunded_total: number
  refunded_at: number | null
  coupon: string | null
  coupon_folded: string | null
  channel: string | null
  channel_folded: string | null
  store: string | null
  store_folded: string | null
  /** `order`: as an orders file says; `lines`: made from its lines, whose sum is the total. */
  made_from: Generated<'order' | 'lines'>
}

/** A line of an order. `copy` numbers equal lines of one order, so that exact copies are kept and imports repeat. */
export interface OrderLinesTable {
  key: Generated<number>
  order: number
  /** Hash of the line's own content. */
  hash: string
  copy: number
  product_id: string | null
  sku: string | null
  name: string | null
  name_folded: string | null
  category: string | null
  category_folded: string | null
  brand: string | null
  brand_folded: string | null
  quantity: number
  /** Thousandths of a minor unit, so that prices such as 0.001 add up exactly. */
  total_milli: number
}

/** Lines that were imported before their order: they join `order_lines` when it comes, by the shop's order id. */
export interface WaitingLinesTable extends Omit<OrderLinesTable, 'key' | 'order'> {
  order_id: string
}

/** A product of the catalogue. */
export interface ProductsTable {
  id: string
  sku: string | null
  name: string
  name_folded: string
  category: string | null
  category_folded: string | null
  brand: string | null
  brand_folded: string | null
  price: number | null
  currency: string | null
  url: string | null
  image: string | null
}

/** What a customer did, in the shop's own words. */
export interface EventsTable {
  key: Generated<number>
  customer: number
  name: string
  at: number
  /** JSON object as imported, for templates. */
  properties: string
  /** JSON object as rules compare it: text folded, numbers as numbers, money in minor units. */
  matched: string
  /** Hash of customer, name, instant and properties: the same event twice is one. */
  hash: string
}

/** One run of the daily job for one slot. The slot is unique: two processes run it once. */
export interface RunsTable {
  key: Generated<number>
  slot: number
  started_at: number
  finished_at: number | null
  /** `running`, `done`, `failed`. */
  state: string
  /** JSON: counts by decision and reason, sizes of the segments. */
  summary: string
}

/** Membership history: one row per stay in a segment. */
export interface MembershipsTable {
  segment: string
  customer: number
  /** The slot of the run that saw the customer enter; 0 where it was a member before the first run. */
  entered_at: number
  left_at: number | null
}

/** What the last run found out about a segment: its open memberships are exact as of `slot`. */
export interface SegmentStatesTable {
  segment: string
  slot: number
  /** Hash of the rule and of all that its meaning depends on. */
  meaning: string
  size: number
  /** JSON: the border of each of its standings (top, bottom, average, median), null where nobody has a value. */
  borders: string
}

/** What standings rank, by the column of the question. */
export interface StandingQuestionsTable {
  key: Generated<number>
  name: string
}

/**
 * The answers that standings rank, as of the slot of the last run: a chunk holds those of the customers with the keys
 * from `chunk * 4096` on, one double each (little-endian), not a number for who has none. A row per customer would cost
 * five times the space and the time.
 */
export interface StandingValuesTable {
  question: number
  chunk: number
  bytes: Uint8Array
}

/** Whose data changed since the last run; triggers write it. Customer 0 is the catalogue. */
export interface ChangedCustomersTable {
  customer: Generated<number>
}

/** When each campaign began to run. */
export interface CampaignsTable {
  name: string
  first_slot: number
}

/** What took long to count, by the local day it stands for. Numbers only, never who. */
export interface KeptAnswersTable {
  name: string
  /** `dayNumber` of the shop's day. */
  day: number
  /** Hash of the files that it depends on. */
  meaning: string
  as_of: number
  /** The largest key of an order when it was counted, or found to be right still. */
  newest_order: number
  /** JSON. */
  answer: string
}
