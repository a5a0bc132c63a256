import { sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation, localDayOf } from '../../facts/index.ts'
import { figuresOf, type LapseRule } from './figures-of.ts'
import type { Period } from './period.ts'
import type { History } from './read-histories.ts'
import { lastCustomer } from './read-people.ts'
import { addCustomer, noTotals, type Totals } from './totals.ts'

/** So many customers at a time: their orders are a few megabytes. */
const AT_A_TIME = 10_000

/** The sums of several periods from one pass over the orders; each is what a report of that period alone would have. */
export async function totalsOfPeriods(
  ctx: DbContext,
  shop: Shop,
  periods: readonly Period[],
  lapse: LapseRule,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Totals[]> {
  const totals = periods.map(() => noTotals())
  const end = Math.max(...periods.map((period) => period.end))
  const last = periods.length === 0 ? -1 : await lastCustomer(ctx)
  for (let since = 0; since <= last; since += AT_A_TIME) {
    for (const orders of await readOrders(ctx, shop, end, since, since + AT_A_TIME)) {
      for (const [i, period] of periods.entries()) {
        const history = historyOf(orders, period)
        if (history.at.length > 0) addCustomer(totals[i] as Totals, figuresOf(history, period, lapse))
      }
    }
    onProgress(Math.min(last, since + AT_A_TIME), last)
    // A page that comes meanwhile is answered first where both are in one thread.
    await new Promise((answered) => setImmediate(answered))
  }
  return totals
}

interface Order {
  readonly customer: number
  readonly at: number
  readonly day: number
  readonly total: number
  readonly refunded: number
  readonly refunded_at: number | null
}

/** The counted orders of a stretch of customers, a list each, oldest first. */
async function readOrders(ctx: DbContext, shop: Shop, end: number, since: number, until: number): Promise<Order[][]> {
  const { rows } = await sql<Order>`
    select customer, ordered_at as at, ${localDayOf({ shop, now: ctx.now }, sql`ordered_at`)} as day,
      total, refunded_total as refunded, refunded_at
    from orders
    where customer >= ${since}
      and customer < ${until}
      and ordered_at < ${end}
      and ${inPopulation('bought', shop, 'orders')}
    order by customer, ordered_at`.execute(ctx.db)
  const lists: Order[][] = []
  for (const row of rows) {
    const list = lists.at(-1)
    if (list?.[0] && Number(list[0].customer) === Number(row.customer)) list.push(row)
    else lists.push([row])
  }
  return lists
}

/** What of these orders had happened by the end of a period; refunds count from their own instant on. */
function historyOf(orders: readonly Order[], { start, end }: Period): History {
  const known = orders.filter(({ at }) => Number(at) < end)
  const net = (before: number) => known.map((order) => netOf(order, before))
  return {
    customer: Number(orders[0]?.customer),
    at: known.map(({ at }) => Number(at)),
    days: known.map(({ day }) => Number(day)),
    values: net(end),
    before: net(start),
  }
}

function netOf({ total, refunded, refunded_at: at }: Order, before: number): number {
  return at !== null && Number(at) >= before ? Number(total) : Number(total) - Number(refunded)
}
