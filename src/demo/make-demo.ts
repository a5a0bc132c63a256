import type { Day } from '../calendar/index.ts'
import { cast } from './cast.ts'
import { dayStarts } from './day-starts.ts'
import { happenings } from './happenings.ts'
import { type DemoOrder, ordersOf } from './orders.ts'
import { person } from './person.ts'
import { chance } from './random.ts'
import { customerRow, lineRows, orderRow, productRows, type Row } from './rows.ts'

/** What a demo shop is made from; the same options give the same shop on every machine. */
export interface DemoOptions {
  readonly seed: string
  /** The shop's last day: orders reach into its first minutes. */
  readonly today: Day
  /** How many customers, the named ones of `cast` included. */
  readonly customers: number
}

/** The rows of a demo shop, file by file; events are made while they are read. */
export interface DemoShop {
  readonly customers: readonly Row[]
  readonly orders: readonly Row[]
  readonly orderLines: readonly Row[]
  readonly products: readonly Row[]
  readonly events: Iterable<Row>
}

/** Two years of an invented coffee shop: its named customers, then a crowd drawn from the seed. */
export function makeDemo({ seed, today, customers }: DemoOptions): DemoShop {
  const dayStart = dayStarts(today)
  const named = cast(today)
  const crowd = Array.from({ length: Math.max(0, customers - named.length) }, (_, index) =>
    person(index + 1, chance(`${seed}:person:${index}`)),
  )
  const people = [...named, ...crowd].slice(0, customers)
  const orders = numbered(people.flatMap((someone) => ordersOf(someone, seed, dayStart)))
  return {
    customers: people.map((someone) => customerRow(someone, today, dayStart)),
    orders: orders.map(({ order, id }) => orderRow(order, id)),
    orderLines: orders.flatMap(({ order, id }) => lineRows(order, id)),
    products: productRows(),
    events: { [Symbol.iterator]: () => happenings(people, seed, dayStart) },
  }
}

/** Order numbers rise with time, as in any shop. */
function numbered(orders: readonly DemoOrder[]): { order: DemoOrder; id: string }[] {
  const byTime = [...orders].sort((a, b) => a.orderedAt - b.orderedAt || Number(a.customer) - Number(b.customer))
  return byTime.map((order, index) => ({ order, id: `KM${100_001 + index}` }))
}
