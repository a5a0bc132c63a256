import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDb, wipeTraces } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { whichDatabase } from '../support/which-database.ts'

let shop: OpenDb
beforeEach(async () => {
  shop = await openTestDb()
})
afterEach(() => shop.close())

describe.skipIf(whichDatabase() === 'sqlite')('on PostgreSQL, what was deleted', () => {
  it('leaves no dead row behind, nor a sample of it with the planner', async () => {
    await sql`insert into customers (id, city) values ('ana', 'Ana lives here'), ('bo', null), ('cy', null)`.execute(
      shop.db,
    )
    await sql`analyze customers`.execute(shop.db)
    await sql`delete from changed_customers`.execute(shop.db)
    await sql`delete from customers where id = 'ana'`.execute(shop.db)

    expect(await wipeTraces(shop)).toBe('wiped')

    const { rows } = await sql<{ tuples: number; samples: number }>`
      select
        (select reltuples from pg_class where oid = cast('customers' as regclass)) as tuples,
        (
          select count(*)
          from pg_stats
          where tablename = 'customers'
            and (cast(most_common_vals as text) like '%Ana%' or cast(histogram_bounds as text) like '%ana%')
        ) as samples`.execute(shop.db)
    expect(rows).toEqual([{ tuples: 2, samples: 0 }])
  })
})
