import { PostgresAdapter, type Selectable, sql } from 'kysely'
import type { Instant } from '../../../src/clock.ts'
import type { Shop } from '../../../src/config/shop.ts'
import type { Db, Tables } from '../../../src/db/index.ts'

type Row<T extends keyof Tables> = Selectable<Tables[T]>

/** A shop in memory: the rows of its tables, as an import leaves them. */
export interface World {
  readonly shop: Shop
  readonly now: Instant
  readonly customers: readonly Omit<Row<'customers'>, 'language_chosen_at'>[]
  readonly customer_tags: readonly Row<'customer_tags'>[]
  readonly customer_attributes: readonly Row<'customer_attributes'>[]
  readonly consents: readonly Omit<Row<'consents'>, 'wording' | 'basis'>[]
  readonly suppressions: readonly Row<'suppressions'>[]
  readonly orders: readonly Omit<Row<'orders'>, 'made_from'>[]
  readonly order_lines: readonly Row<'order_lines'>[]
  readonly products: readonly Row<'products'>[]
  readonly events: readonly Row<'events'>[]
  readonly runs: readonly Row<'runs'>[]
  readonly memberships: readonly Row<'memberships'>[]
  readonly messages: readonly Omit<Row<'messages'>, 'outcome'>[]
  readonly message_events: readonly Row<'message_events'>[]
  readonly model_fits: readonly Row<'model_fits'>[]
  readonly age_curves: readonly Row<'age_curves'>[]
}

const TABLES = [
  ...(['customers', 'customer_tags', 'customer_attributes', 'consents', 'suppressions'] as const),
  ...(['orders', 'order_lines', 'products', 'events', 'runs', 'memberships'] as const),
  ...(['messages', 'message_events', 'model_fits', 'age_curves'] as const),
]

/** Writes all rows of a world into an empty database. */
export async function fill(db: Db, world: World): Promise<void> {
  for (const table of TABLES) {
    const rows: readonly object[] = world[table]
    for (let i = 0; i < rows.length; i += 40) {
      await db
        .insertInto(table)
        .values(rows.slice(i, i + 40) as never)
        .execute()
    }
  }
  await countOn(db)
}

/** PostgreSQL counts keys on from the last it gave out itself: those of a world were given. */
async function countOn(db: Db): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return
  const { rows } = await sql<{ name: string }>`
    select table_name as name
    from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES' and column_name = 'key'`.execute(db)
  for (const { name } of rows)
    await sql`
      select setval(pg_get_serial_sequence(${name}, 'key'), coalesce((select max(key) from ${sql.table(name)}), 0) + 1)`.execute(
      db,
    )
}
