import type { Selectable } from 'kysely'
import { keptOn, localDay, year } from '../calendar/index.ts'
import type { Attribute, Shop } from '../config/index.ts'
import type { DbContext, Tables } from '../db/index.ts'
import type { Variables } from '../render/index.ts'

type Row = Selectable<Tables['customer_attributes']>

/** The shop's own attributes of customers, by key and name, as emails show them; what the shop does not know is left out. */
export async function attributesOf(
  ctx: DbContext,
  shop: Shop,
  keys: readonly number[],
  wanted: readonly Attribute[],
): Promise<ReadonlyMap<number, Variables>> {
  if (wanted.length === 0) return new Map()
  const names = wanted.map(({ name }) => name)
  const rows = await ctx.db
    .selectFrom('customer_attributes')
    .selectAll()
    .where('name', 'in', names)
    .where('customer', 'in', keys)
    .orderBy('position')
    .execute()
  const today = localDay(ctx.now, shop.timeZone)
  const customers = new Map<number, Row[]>()
  for (const row of rows) customers.set(row.customer, [...(customers.get(row.customer) ?? []), row])
  return new Map([...customers].map(([key, own]) => [key, variablesOf(own, wanted, { shop, inYear: year(today) })]))
}

interface Showing {
  readonly shop: Shop
  /** The year in which yearly dates are shown. */
  readonly inYear: number
}

function variablesOf(rows: readonly Row[], wanted: readonly Attribute[], showing: Showing): Variables {
  const entries = wanted.flatMap(({ name, type }) => {
    const own = rows.filter((row) => row.name === name)
    const value = type === 'list' ? own.map(({ text }) => text) : own[0] && shownAs(own[0], type, showing)
    return own.length === 0 || value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

function shownAs(row: Row, type: Exclude<Attribute['type'], 'list'>, { shop, inYear }: Showing) {
  const { text, number, month_day: monthDay } = row
  switch (type) {
    case 'text':
      return text
    case 'number':
      return number
    case 'money':
      return number === null ? null : { amount: Math.round(number), currency: shop.currency }
    case 'yes/no':
      return number === null ? null : number === 1
    // A day is a day in every zone: no instant could say it.
    case 'date':
      return row.year === null || monthDay === null ? null : `${String(row.year).padStart(4, '0')}-${monthDay}`
    case 'yearly':
      return monthDay === null ? null : keptOn(monthDay, inYear, shop.leapDay)
    default:
      return type satisfies never
  }
}
