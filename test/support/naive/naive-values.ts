import type { Instant } from '../../../src/clock.ts'
import type { EventFilter, EventQuestion } from '../../../src/facts/index.ts'
import { dayNumberAt, keptDay } from './naive-calendar.ts'
import { dateHolds, type Judging, numberHolds, textHolds } from './naive-conditions.ts'
import { emailHappenings, ofEmails } from './naive-emails.ts'
import type { World } from './world.ts'

type Order = World['orders'][number]
type Line = World['order_lines'][number]

/** Something that happened to a customer: what it measures is worked out when asked. */
interface Happening {
  readonly at: Instant
  readonly order?: Order
  readonly lines?: readonly Line[]
  readonly matched?: Readonly<Record<string, string | number>>
}

/** A customer's visible orders that count. */
export function countedOrders(world: World, customer: number, at: Instant): Order[] {
  return world.orders.filter((order) => order.customer === customer && order.ordered_at <= at && counts(world, order))
}

function counts(world: World, { status }: Order): boolean {
  const { countedStatuses } = world.shop
  if (countedStatuses) return countedStatuses.includes(status)
  return !['cancelled', 'voided', 'failed', 'pending'].includes(status)
}

/** What is known of an order's refund at an instant, in minor units. */
export function refundOf(order: Order, at: Instant): number {
  const since = order.refunded_at ?? order.ordered_at
  return since <= at ? order.refunded_total : 0
}

/** Full years between two days, counted birthday by birthday. */
export function yearsBetween(born: { monthDay: string; year: number }, judging: Judging): number {
  const leapDay = judging.shop.leapDay === 'skip' ? 'mar1' : judging.shop.leapDay
  let years = 0
  const last = new Date(judging.today * 86_400_000).getUTCFullYear()
  for (let year = born.year + 1; year <= last; year++) {
    const kept = keptDay(born.monthDay, year, leapDay)
    if (kept !== undefined && kept <= judging.today) years++
  }
  return years
}

/** The answer to a question about an event, worked out happening by happening. */
export function measured(
  world: World,
  customer: number,
  question: EventQuestion,
  judging: Judging,
  since: Instant | null,
) {
  const happened = happenings(world, customer, question, judging, since).filter((one) => {
    if (question.window && !dateHolds(one.at, question.window, judging)) return false
    return followed(world, customer, question, one, judging)
  })
  return measure(question, happened, judging.at)
}

function followed(
  world: World,
  customer: number,
  question: EventQuestion,
  first: Happening,
  judging: Judging,
): boolean {
  const { followedBy } = question
  if (!followedBy) return true
  const zone = judging.shop.timeZone
  const day = dayNumberAt(first.at, zone)
  let found = false
  for (const second of happenings(world, customer, followedBy.event, judging, null)) {
    if (second.at > first.at && dayNumberAt(second.at, zone) - day <= followedBy.days) found = true
  }
  if (followedBy.happened === 'yes') return found
  return !found && judging.today - day > followedBy.days
}

function happenings(
  world: World,
  customer: number,
  question: EventQuestion,
  judging: Judging,
  since: Instant | null,
): Happening[] {
  const found: Happening[] = []
  const take = (at: Instant | null, rest: Omit<Happening, 'at'>) => {
    if (at !== null && at <= judging.at && (since === null || at > since)) found.push({ at, ...rest })
  }
  const { event, filters } = question
  if (ofEmails.includes(event)) {
    for (const { at, texts } of emailHappenings(world, customer, event)) {
      if (filters.every(({ name, condition }) => filterHolds(texts[name] ?? null, condition))) take(at, {})
    }
    return found
  }
  if (!['bought', 'returned', 'delivered', 'cancelled'].includes(event)) {
    for (const one of world.events) {
      if (one.customer !== customer || one.name !== event) continue
      const matched = JSON.parse(one.matched) as Record<string, string | number>
      if (filters.every(({ name, condition }) => filterHolds(matched[name] ?? null, condition)))
        take(one.at, { matched })
    }
    return found
  }
  for (const order of world.orders) {
    if (order.customer !== customer || order.ordered_at > judging.at) continue
    if (event === 'cancelled' ? order.status !== 'cancelled' : !counts(world, order)) continue
    if (event === 'returned' && order.refunded_total === 0) continue
    if (!filters.every(({ name, condition }) => wholeHolds(order, name, condition))) continue
    const chosen = filters.filter(({ name }) => ['product', 'category', 'brand'].includes(name))
    const lines = world.order_lines.filter(
      (line) => line.order === order.key && chosen.every((f) => lineHolds(world, line, f)),
    )
    if (chosen.length > 0 && lines.length === 0) continue
    const rest = { order, lines }
    if (event === 'bought' || event === 'cancelled') take(order.ordered_at, rest)
    if (event === 'delivered') take(order.delivered_at, rest)
    if (event === 'returned') take(order.refunded_at ?? order.ordered_at, rest)
  }
  return found
}

function filterHolds(value: string | number | null, condition: EventFilter['condition']): boolean {
  if (condition.is === 'set') return value !== null
  if (condition.is === 'not set') return value === null
  if ('texts' in condition) return textHolds(value === null ? [] : [String(value)], condition)
  return numberHolds(value === null ? null : Number(value), condition)
}

function wholeHolds(order: Order, name: string, condition: EventFilter['condition']): boolean {
  if (name === 'coupon') return filterHolds(order.coupon_folded, condition)
  if (name === 'channel') return filterHolds(order.channel_folded, condition)
  if (name === 'store') return filterHolds(order.store_folded, condition)
  if (name === 'order_total') return filterHolds(order.total, condition)
  return true
}

/** What a line does not say itself, its product in the catalogue does. */
function lineHolds(world: World, line: Line, { name, condition }: EventFilter): boolean {
  const product = productOf(world, line)
  if (name === 'category') return filterHolds(line.category_folded ?? product?.category_folded ?? null, condition)
  if (name === 'brand') return filterHolds(line.brand_folded ?? product?.brand_folded ?? null, condition)
  const title = line.name_folded ?? product?.name_folded ?? null
  const ids = [line.product_id, line.sku]
  if (condition.is === 'set' || condition.is === 'not set') {
    return filterHolds(line.product_id ?? line.sku ?? line.name_folded, condition)
  }
  if (condition.is !== 'one of') return filterHolds(title, condition)
  return condition.shown.some((shown) => ids.includes(shown)) || filterHolds(title, condition)
}

function productOf(world: World, line: Line): World['products'][number] | undefined {
  return world.products.find((product) => product.id === (line.product_id ?? line.sku))
}

function measure(question: EventQuestion, happened: readonly Happening[], at: Instant): number | null {
  const { name, property } = question.measure
  if (name === 'times') return happened.length
  if (property !== undefined)
    return ofNumbers(
      name,
      happened.flatMap(({ matched }) => (property in (matched ?? {}) ? [Number(matched?.[property])] : [])),
    )
  const byLines = question.filters.some(({ name: filter }) => ['product', 'category', 'brand'].includes(filter))
  const amounts = happened.map((one) => amountOf(question, one, byLines, at))
  if (name === 'items') return sum(happened.flatMap(({ lines }) => (lines ?? []).map(({ quantity }) => quantity)))
  if (name === 'distinct_products') {
    return new Set(
      happened
        .flatMap(({ lines }) => (lines ?? []).map(({ product_id, sku, name: title }) => product_id ?? sku ?? title))
        .filter((id) => id !== null),
    ).size
  }
  return ofNumbers(name === 'spent' ? 'sum' : name, amounts)
}

/** Minor units that one happening stands for. */
function amountOf(question: EventQuestion, one: Happening, byLines: boolean, at: Instant): number {
  const { order, lines = [] } = one
  if (!order) return 0
  const own = byLines ? sum(lines.map(({ total_milli }) => total_milli)) / 1000 : order.total
  const share = order.total === 0 ? 0 : own / order.total
  if (question.event === 'returned') return byLines ? order.refunded_total * share : order.refunded_total
  if (question.event === 'cancelled' || question.measure.name !== 'spent') return own
  const refund = refundOf(order, at)
  return byLines ? own - refund * share : own - refund
}

function ofNumbers(name: string, numbers: readonly number[]): number | null {
  if (name === 'sum') return sum(numbers)
  if (name === 'distinct') return new Set(numbers).size
  if (numbers.length === 0) return null
  if (name === 'average') return sum(numbers) / numbers.length
  return name === 'largest' ? Math.max(...numbers) : Math.min(...numbers)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
