import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { erase } from '../../src/consent/index.ts'
import { inTransaction } from '../../src/db/index.ts'
import { type Advance, advanceModel, keepMarks, keptModel } from '../../src/recommend/index.ts'
import { withCountedModel } from '../../src/recommend/count-model.ts'
import { keptTables, type ModelTables } from '../../src/recommend/model-tables.ts'
import { seededRandom } from '../../src/models/seeded-random.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { whichDatabase } from '../support/which-database.ts'
import { addLines, addProducts, buys, type TestShop } from './a-catalogue.ts'

/** One of them on PostgreSQL, unless everything runs: each statement is a journey there. */
const seeds = whichDatabase() === 'postgres' && process.env.FAULTS === undefined ? [1] : [1, 2, 3]

let shop: TestShop
afterEach(() => shop.close())

it.each(seeds)('tables brought up to date day by day are those counted anew from the orders (%i)', async (seed) => {
  // given a shop of fifty customers, one of them a wholesaler with more products than count
  shop = await openTestShop({})
  const luck = chanceOf(seed)
  const products = Array.from({ length: 70 }, (_, i) => `p${i}`)
  await addProducts(shop, Object.fromEntries(products.slice(0, 60).map((id) => [id, {}])))
  const customers = Array.from({ length: 50 }, (_, i) => `c${i}`)
  for (const id of customers) await shop.customer(id, { country: luck.of(['HR', 'SI']) })
  for (const id of customers) await buys(shop, id, `2024-0${1 + luck.below(9)}-11`, luck.some(products, 4))
  await buys(shop, 'c0', '2025-12-20', products)
  await aRun(shop)

  // when days pass on which orders come, are cancelled and sent back, lose lines and get some
  const advances: Advance[] = []
  for (const day of DAYS) {
    for (let n = 0; n < 3; n += 1) await happens(shop, day, luck, { customers, products })
    if (luck.below(2) === 0) await aRun(shop)
    if (luck.below(2) === 0) await happens(shop, day, luck, { customers, products })
    advances.push(await advanceModel({ ...shop, now: shop.at(day) }, shop.shop))
    // then the tables are as if counted now
    expect(await dump(shop, keptTables)).toEqual(await countedAnew(shop, day))
  }
  expect(new Set(advances)).toEqual(new Set(['counted anew', 'advanced']))
})

/** Three years: what was bought at first passes out of sight. */
const DAYS = ['2026-01-02', '2026-01-03', '2026-01-20', '2026-02-11', '2026-02-12', '2026-05-11', '2026-06-12']

it('a run takes the marks of changed customers away, and they are not lost', async () => {
  shop = await openTestShop({})
  await addProducts(shop, { tea: {}, pot: {}, cup: {} })
  for (let i = 0; i < 20; i += 1) await shop.customer(`c${i}`)
  await buys(shop, 'c1', '2026-01-01', ['tea', 'pot'])
  await aRun(shop)
  await advanceModel({ ...shop, now: shop.at('2026-01-02') }, shop.shop)
  // given an old order that is imported later, and a run before the tables are brought up to date
  await buys(shop, 'c2', '2026-01-01', ['tea', 'cup'])
  await aRun(shop)
  // when the next day comes
  expect(await advanceModel({ ...shop, now: shop.at('2026-01-03') }, shop.shop)).toBe('advanced')
  // then it counts
  expect(await dump(shop, keptTables)).toEqual(await countedAnew(shop, '2026-01-03'))
})

it('who is erased is taken out of the counts at once', async () => {
  shop = await openTestShop({})
  await addProducts(shop, { tea: {}, pot: {}, cup: {} })
  for (const id of ['ana', 'bo', 'cy', 'di', 'eva', 'flo']) await shop.customer(id)
  for (const id of ['ana', 'bo', 'cy']) await buys(shop, id, '2026-01-01', ['tea', 'pot'])
  await buys(shop, 'ana', '2026-01-01', ['cup'])
  await aRun(shop)
  await advanceModel({ ...shop, now: shop.at('2026-01-02') }, shop.shop)
  await erase({ ...shop, now: shop.at('2026-01-02') }, 1, 'a pepper of this test')
  // Neighbours and bestsellers are counted by the next run: they name nobody.
  const { products, owned, pairs } = await dump(shop, keptTables)
  const anew = await countedAnew(shop, '2026-01-02')
  expect({ products, owned, pairs }).toEqual({ products: anew.products, owned: anew.owned, pairs: anew.pairs })
  expect(pairs).toEqual(['pot tea 2'])
  await aRun(shop)
  await advanceModel({ ...shop, now: shop.at('2026-01-03') }, shop.shop)
  expect(await dump(shop, keptTables)).toEqual(await countedAnew(shop, '2026-01-03'))
})

it('other statuses that count mean other tables, and an earlier instant changes nothing', async () => {
  shop = await openTestShop({})
  await addProducts(shop, { tea: {}, pot: {} })
  await shop.customer('ana')
  await buys(shop, 'ana', '2026-01-01', ['tea', 'pot'], { status: 'shipped' })
  await advanceModel({ ...shop, now: shop.at('2026-01-02') }, shop.shop)
  const other = { ...shop.shop, countedStatuses: ['paid'] }
  expect(await advanceModel({ ...shop, now: shop.at('2026-01-02') }, other)).toBe('counted anew')
  expect((await dump(shop, keptTables)).owned).toEqual([])
  expect(await advanceModel({ ...shop, now: shop.at('2026-01-01') }, other)).toBe('was there')
  expect((await keptModel(shop))?.asOf).toBe(shop.at('2026-01-02'))
})

interface Chance {
  below(end: number): number
  of<T>(list: readonly T[]): T
  some<T>(list: readonly T[], most: number): T[]
}

function chanceOf(seed: number): Chance {
  const next = seededRandom(seed)
  const below = (end: number) => Math.floor(next() * end)
  const of = <T>(list: readonly T[]) => list[below(list.length)] as T
  const some = <T>(list: readonly T[], most: number) => [
    ...new Set(Array.from({ length: 1 + below(most) }, () => of(list))),
  ]
  return { below, of, some }
}

/** Something happens in the shop before a day. */
async function happens(
  shop: TestShop,
  day: string,
  luck: Chance,
  { customers, products }: { customers: readonly string[]; products: readonly string[] },
): Promise<void> {
  const { db } = shop
  const { rows } = await sql<{ key: number }>`select key from orders order by key`.execute(db)
  const order = Number(luck.of(rows).key)
  const before = shop.at(day) - luck.below(40) * 86_400_000
  switch (luck.below(6)) {
    case 0:
      await sql`update orders set status = 'cancelled' where key = ${order}`.execute(db)
      return
    case 1: {
      // Known today, and true from some day on, perhaps a later one.
      const at = before + luck.below(60) * 86_400_000
      await sql`update orders set refunded_total = total, refunded_at = ${at} where key = ${order}`.execute(db)
      return
    }
    case 2:
      await sql`delete from order_lines where "order" = ${order}`.execute(db)
      return
    case 3:
      await sql`delete from order_lines where "order" = ${order}`.execute(db)
      await addLines(shop, order, luck.some(products, 5))
      return
    default:
      await buys(shop, luck.of(customers), new Date(before).toISOString().slice(0, 10), luck.some(products, 5))
  }
}

/** What the daily run does to the marks. */
function aRun({ db }: TestShop): Promise<void> {
  return inTransaction(db, async (trx) => {
    await keepMarks({ db: trx })
    await trx.deleteFrom('changed_customers').execute()
  })
}

function countedAnew(shop: TestShop, day: string) {
  return inTransaction(shop.db, (trx) =>
    withCountedModel({ ...shop, db: trx, now: shop.at(day) }, shop.shop, (tables) => dump({ db: trx }, tables)),
  )
}

/** The tables with the products' own ids: their numbers are given in the order of coming. */
async function dump({ db }: Pick<TestShop, 'db'>, tables: ModelTables) {
  const products = sql.table(tables.products)
  const read = async (query: ReturnType<typeof sql>) =>
    (await query.execute(db)).rows.map((row) =>
      Object.values(row as object)
        .map(String)
        .join(' '),
    )
  return {
    products: await read(sql`select id, customers from ${products} where customers > 0 order by id`),
    owned: await read(sql`
      select owned.customer, p.id
      from ${sql.table(tables.owned)} as owned join ${products} as p on p.number = owned.product
      order by 1, 2`),
    pairs: (
      await read(sql`
      select case when a.id < b.id then a.id || ' ' || b.id else b.id || ' ' || a.id end as ids, pair.customers
      from ${sql.table(tables.pairs)} as pair
      join ${products} as a on a.number = pair.one
      join ${products} as b on b.number = pair.other`)
    ).sort(),
    similar: await read(sql`
      select a.id, place, b.id as other, score
      from ${sql.table(tables.similar)} as s
      join ${products} as a on a.number = s.product
      join ${products} as b on b.number = s.other
      order by 1, 2`),
    bestsellers: await read(sql`select * from ${sql.table(tables.bestsellers)} order by country, place`),
  }
}
