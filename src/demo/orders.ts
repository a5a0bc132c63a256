import type { Instant } from '../clock.ts'
import { catalogue, type DemoProduct } from './catalogue.ts'
import type { Person } from './person.ts'
import { type DemoCurrency, pricePerEuro } from './places.ts'
import { type Chance, chance } from './random.ts'

/** An order of the demo with its lines; amounts are minor units of `currency`. */
export interface DemoOrder {
  readonly customer: string
  readonly orderedAt: Instant
  readonly total: number
  readonly currency: DemoCurrency
  readonly status: 'paid' | 'cancelled' | 'refunded' | 'partly refunded'
  readonly deliveredAt: Instant | undefined
  readonly refundedTotal: number
  readonly refundedAt: Instant | undefined
  readonly coupon: string
  readonly channel: 'web' | 'app' | 'shop'
  readonly store: string
  readonly lines: readonly { readonly product: DemoProduct; readonly quantity: number; readonly price: number }[]
}

/** The order's own number is not known yet: numbers follow the instants of all orders. `dayStart` gives a day's first instant. */
export function ordersOf(someone: Person, seed: string, dayStart: (daysAgo: number) => Instant): DemoOrder[] {
  return someone.orders.map((daysAgo, place) => {
    const luck = chance(`${seed}:order:${someone.id}:${place}`)
    return order(someone, { daysAgo, first: place === 0, now: dayStart(0) }, luck, dayStart)
  })
}

const MINUTE = 60_000

function order(
  someone: Person,
  at: { daysAgo: number; first: boolean; now: Instant },
  luck: Chance,
  dayStart: (daysAgo: number) => Instant,
): DemoOrder {
  const orderedAt = dayStart(at.daysAgo) + minuteOfDay(at.daysAgo, luck) * MINUTE
  const currency = someone.home.currency
  const lines = basket(luck, currency)
  const coupon = couponOf(at.first, luck)
  const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
  const total = coupon ? Math.round(goods * 0.9) : goods
  const status = someone.steady ? 'paid' : statusOf(luck)
  const channel = luck.happens(0.7) ? 'web' : luck.pick(['app', 'shop'] as const)
  const arrival = channel === 'shop' ? at.daysAgo : at.daysAgo - luck.between(1, 4)
  const delivered = status !== 'cancelled' && (channel === 'shop' || arrival >= 0)
  const deliveredAt = channel === 'shop' ? orderedAt : dayStart(Math.max(0, arrival)) + arrivalMinute(arrival) * MINUTE
  const refund = refundOf(status, total, Math.min(at.now, orderedAt + luck.between(3, 15) * 1440 * MINUTE), orderedAt)
  return {
    ...{ customer: someone.id, orderedAt, total, currency, status, coupon, channel, lines, ...refund },
    deliveredAt: delivered ? deliveredAt : undefined,
    store: channel === 'shop' ? luck.pick(['Zagreb', 'Ljubljana', 'Brno']) : '',
  }
}

/** Orders of today come in the first minutes of the day, so that a run at any hour sees them. */
function minuteOfDay(daysAgo: number, luck: Chance): number {
  return daysAgo === 0 ? luck.between(0, 3) : luck.between(7 * 60, 22 * 60)
}

function arrivalMinute(daysAgo: number): number {
  return daysAgo <= 0 ? 4 : 14 * 60
}

function basket(luck: Chance, currency: DemoCurrency): DemoOrder['lines'] {
  const chosen = new Set<DemoProduct>()
  const count = luck.pick([1, 1, 1, 2, 2, 3])
  while (chosen.size < count) chosen.add(luck.happens(0.7) ? luck.pick(beans) : luck.pick(catalogue))
  return [...chosen].map((product) => ({
    product,
    quantity: product.price < 2000 ? luck.pick([1, 1, 2, 3]) : 1,
    price: priceIn(currency, product.price),
  }))
}

const beans = catalogue.filter((product) => product.category === 'coffee')

/** Whole koruna, whole ten cents. */
function priceIn(currency: DemoCurrency, cents: number): number {
  const step = currency === 'CZK' ? 100 : 10
  return Math.round((cents * pricePerEuro[currency]) / step) * step
}

function couponOf(first: boolean, luck: Chance): string {
  if (first) return luck.happens(0.25) ? 'WELCOME10' : ''
  return luck.happens(0.08) ? luck.pick(['SPRING10', 'BIRTHDAY10']) : ''
}

function statusOf(luck: Chance): DemoOrder['status'] {
  const share = luck.number()
  if (share < 0.935) return 'paid'
  if (share < 0.965) return 'cancelled'
  return share < 0.98 ? 'refunded' : 'partly refunded'
}

function refundOf(
  status: DemoOrder['status'],
  total: number,
  refundedAt: Instant,
  orderedAt: Instant,
): Pick<DemoOrder, 'refundedTotal' | 'refundedAt'> {
  const at = Math.max(refundedAt, orderedAt)
  if (status === 'refunded') return { refundedTotal: total, refundedAt: at }
  if (status === 'partly refunded') return { refundedTotal: Math.round(total / 3), refundedAt: at }
  return { refundedTotal: 0, refundedAt: undefined }
}
