import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tables } from '../schema.ts'

/** A table as it is copied: in lots of so many rows, by its key. */
export interface CopiedTable {
  readonly name: keyof Tables
  readonly key: readonly string[]
  /** Only these columns; absent: all. */
  readonly columns?: readonly string[]
  /** What stays where it is; absent: nothing. */
  readonly only?: RawBuilder<SqlBool>
  readonly lot: number
}

/** The note in which a database says that it is a copy, and not whole yet. */
export const UNFINISHED = 'unfinished copy'

const LOT = 5000
/** Rows of up to a few megabytes each. */
const FEW = 10
/** Rows of 32 KiB each. */
const SOME = 200

const byKey = (name: keyof Tables): CopiedTable => ({ name, key: ['key'], lot: LOT })
const by = (name: keyof Tables, ...key: string[]): CopiedTable => ({ name, key, lot: LOT })

/** Every table, each after those that its rows name. */
export const copiedTables: readonly CopiedTable[] = [
  // Where a database is at home, and how far its copy is, holds for one place.
  { ...by('instance', 'name'), only: sql`name not in ('home', ${sql.lit(UNFINISHED)})` },
  byKey('customers'),
  by('customer_tags', 'customer', 'tag_folded'),
  by('customer_attributes', 'name', 'customer', 'position'),
  byKey('consents'),
  by('suppressions', 'customer', 'reason'),
  byKey('customer_pauses'),
  byKey('tracking_consents'),
  by('suppressed_hashes', 'hash'),
  byKey('orders'),
  byKey('order_lines'),
  by('waiting_lines', 'order_id', 'hash', 'copy'),
  by('products', 'id'),
  byKey('events'),
  byKey('runs'),
  by('memberships', 'segment', 'customer', 'entered_at'),
  by('segment_states', 'segment'),
  byKey('standing_questions'),
  { ...by('standing_values', 'question', 'chunk'), lot: SOME },
  by('campaigns', 'name'),
  { ...byKey('batches'), lot: FEW },
  byKey('messages'),
  byKey('message_events'),
  byKey('links'),
  { ...by('webhook_deliveries', 'id'), lot: SOME },
  byKey('campaign_pauses'),
  byKey('adoptions'),
  by('model_fits', 'day'),
  by('age_curves', 'day', 'curve', 'x'),
  by('senders', 'name'),
  // The place that was left stands still because it was left.
  { ...by('halts', 'name'), only: sql`code <> 'moved'` },
  by('kept_answers', 'name', 'day'),
  by('paired_products', 'number'),
  by('customer_products', 'customer', 'product'),
  by('product_pairs', 'one', 'other'),
  by('similar_products', 'product', 'place'),
  by('bestsellers', 'country', 'place'),
  by('unpaired_customers', 'customer'),
  // The last: what is written before it would mark customers as changed.
  { ...by('changed_customers', 'customer'), columns: ['customer'] },
]
