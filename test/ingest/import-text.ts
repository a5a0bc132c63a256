import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import type { OpenDb } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import {
  importFiles,
  type ImportKind,
  type ImportReport,
  type ImportRequest,
  type ImportShop,
  readMapFile,
} from '../../src/ingest/index.ts'

/** A shop in Zagreb that takes euros and dollars, to import small files into. */
export interface ImportDesk {
  readonly db: OpenDb['db']
  readonly dialect: OpenDb['dialect']
  readonly dir: string
  /** Imports text (or bytes) as a file; `map` is the text of a map file. */
  import(kind: ImportKind, content: string | Buffer, options?: DeskOptions): Promise<ImportReport>
  /** The whole of a query. */
  rows(query: RawBuilder<unknown>): Promise<unknown[]>
  /** The end state of customers, orders and what hangs on them, without keys and times of recording. */
  state(): Promise<unknown>
  close(): Promise<void>
}

export interface DeskOptions extends Partial<Omit<ImportRequest, 'kind' | 'files' | 'map'>> {
  readonly map?: string
  readonly name?: string
  readonly now?: number
}

export const NOW = Date.UTC(2026, 10, 22, 8)

export async function openDesk(shop: Partial<ImportShop> = {}): Promise<ImportDesk> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-ingest-'))
  const { db, dialect, close } = await openTestDb(NOW)
  const usual: ImportShop = {
    currency: 'EUR',
    rates: { USD: '0.92', GBP: '1.155' },
    timeZone: 'Europe/Zagreb',
    languages: ['hr', 'en'],
    attributes: [],
    events: [],
    ...shop,
  }
  const rows = async (query: RawBuilder<unknown>) => (await query.execute(db)).rows
  return {
    db,
    dialect,
    dir,
    rows,
    async import(kind, content, { map, name = `${kind}.csv`, now = NOW, ...request } = {}) {
      const file = join(dir, name)
      writeFileSync(file, content)
      const read =
        map === undefined
          ? undefined
          : readMapFile(
              'map.yaml',
              map,
              usual.attributes.map((attribute) => attribute.name),
            )
      if (read && !read.value) throw new Error(read.problems.map(({ message }) => message).join('; '))
      const report = await importFiles({ db, dialect, now }, usual, {
        kind,
        files: [file],
        ...(read?.value ? { map: read.value } : {}),
        ...request,
      })
      return report
    },
    async state() {
      const state: Record<string, unknown[]> = {}
      for (const [table, query] of Object.entries(STATE)) state[table] = await rows(query)
      return state
    },
    async close() {
      await close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The counts of a report, in the order of their equation. */
export function counts({ read, inserted, updated, unchanged, skipped, rejected }: ImportReport) {
  return { read, inserted, updated, unchanged, skipped, rejected }
}

const STATE: Readonly<Record<string, RawBuilder<unknown>>> = {
  customers: sql`
    select id, email, email_folded, first_name, first_name_folded, last_name, last_name_folded, birth_year, birth_day, country, region, city, language,
      time_zone, currency, signed_up_at, exists_from
    from customers order by id`,
  tags: sql`select c.id, t.tag from customer_tags t join customers c on c.key = t.customer order by c.id, t.tag`,
  attributes: sql`
    select c.id, a.name, a.position, a.text, a.number, a.month_day, a.year
    from customer_attributes a join customers c on c.key = a.customer order by c.id, a.name, a.position`,
  consents: sql`
    select c.id, k.status, k.at from consents k join customers c on c.key = k.customer order by c.id, k.status, k.at`,
  suppressions: sql`
    select c.id, s.reason, s.since from suppressions s join customers c on c.key = s.customer order by c.id`,
  orders: sql`
    select o.id, c.id as customer, o.ordered_at, o.total, o.currency, o.status, o.delivered_at, o.refunded_total,
      o.refunded_at, o.coupon, o.channel, o.store, o.made_from
    from orders o join customers c on c.key = o.customer order by o.id`,
  lines: sql`
    select o.id as "order", l.product_id, l.sku, l.name, l.quantity, l.total_milli, l.copy
    from order_lines l join orders o on o.key = l."order" order by o.id, l.hash, l.copy`,
  waiting: sql`select order_id, sku, quantity from waiting_lines order by order_id, hash, copy`,
  events: sql`
    select c.id, e.name, e.at, e.properties, e.matched
    from events e join customers c on c.key = e.customer order by c.id, e.name, e.at, e.properties`,
}
