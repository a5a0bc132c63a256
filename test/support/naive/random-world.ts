import { createHash } from 'node:crypto'
import type { Instant } from '../../../src/clock.ts'
import type { Shop } from '../../../src/config/shop.ts'
import { fold } from '../../../src/text/index.ts'
import { aShop, attributesOf } from './a-shop.ts'
import { CAMPAIGNS, TOPICS } from './names.ts'
import { firstRun, randomEmails } from './random-emails.ts'
import { dayNumberAt, dayText } from './naive-calendar.ts'
import { randomFits } from './random-fits.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Words with letters that meet only after folding, and some that never do. */
export const WORDS = ['tea', 'TEA', 'Žuta', 'žuta', 'ŽUTA', 'Straße', 'STRASSE', 'İzmir', 'ΣΊΣΥΦΟΣ', 'σίσυφος', 'café']
export const TAGS = ['vip', 'VIP', 'Gold', 'wholesale', 'café']
export const COUNTRIES = ['HR', 'SI', 'BA', 'CZ', 'DE']
export const LANGUAGES = ['hr', 'hr-HR', 'en', 'en-GB', 'sr-Latn']
export const SKUS = ['T-1', 'T-2', 'c9', 'POST']
const ZONES = [
  ...['Europe/Zagreb', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland', 'Pacific/Kiritimati'],
  ...['America/Havana', 'Australia/Lord_Howe', 'UTC'],
]
const STATUSES = ['paid', 'paid', 'paid', 'fulfilled', 'cancelled', 'pending', 'refunded']

/** Instants where clocks change, months end and leap days fall, and some that are plain. */
const NOWS = [
  ...['2024-02-29T11:00:00Z', '2025-02-28T23:30:00Z', '2025-03-01T00:00:00Z', '2025-03-30T01:00:00Z'],
  ...['2025-10-26T01:30:00Z', '2024-12-31T23:59:59Z', '2026-03-31T09:00:00Z', '2026-11-22T07:00:00Z'],
  ...['2025-04-05T14:45:00Z', '2024-11-03T05:10:00Z'],
]

/** What the parts of a world are made with. */
export interface Making {
  readonly random: Random
  readonly shop: Shop
  readonly now: Instant
}

/** A shop with a few dozen customers, full of ties, edges, gaps and strange letters. */
export function randomWorld(random: Random, size = 24): World {
  const now = Date.parse(random.pick(NOWS)) + (random.chance(0.3) ? random.whole(-40, 40) * HOUR : 0)
  const making: Making = { random, shop: randomShop(random), now }
  const keys = Array.from({ length: size }, (_, i) => i + 1)
  const products = SKUS.slice(0, 3).map((sku, i) => randomProduct(random, sku, i))
  const orders = keys.flatMap((customer) => randomOrders(making, customer))
  const events = keys.flatMap((customer) => randomEvents(making, customer))
  const consents = keys.flatMap((customer) => randomConsents(making, customer))
  const traces = new Map<number, number>()
  for (const { customer, ordered_at: at } of orders) traces.set(customer, Math.min(at, traces.get(customer) ?? at))
  for (const { customer, at } of events) traces.set(customer, Math.min(at, traces.get(customer) ?? at))
  for (const { customer, at } of consents)
    if (at !== null) traces.set(customer, Math.min(at, traces.get(customer) ?? at))
  const numbered = <T>(rows: readonly T[]) => rows.map((row, i) => ({ ...row, key: i + 1 }))
  const numberedOrders = numbered(orders).map((order) => ({ ...order, id: `o${order.key}` }))
  return {
    shop: making.shop,
    now,
    customers: keys.map((key) => randomCustomer(making, key, traces.get(key))),
    customer_tags: keys.flatMap((customer) => randomTags(random, customer)),
    customer_attributes: keys.flatMap((customer) => randomAttributes(making, customer)),
    consents: numbered(consents),
    suppressions: keys.flatMap((customer) => randomSuppressions(making, customer)),
    orders: numberedOrders,
    order_lines: numbered(numberedOrders.flatMap((order) => randomLines(random, order.key, order.total))),
    products,
    events: numbered(events),
    runs: [firstRun],
    memberships: [],
    ...randomEmails(making, keys),
    ...randomFits(making),
  }
}

function randomShop(random: Random): Shop {
  return aShop({
    timeZone: random.pick(ZONES),
    leapDay: random.pick(['feb28', 'mar1', 'skip'] as const),
    firstWeekday: random.pick([1, 7, 6]),
    countedStatuses: random.chance(0.2) ? ['paid', 'pending'] : undefined,
    topics: { news: 'News', offers: 'Offers' },
    predictions: { days: random.pick([90, 365]), nextOrder: random.pick(['rhythm', 'rhythm', 'model'] as const) },
    attributes: attributesOf({
      shoe_size: 'number',
      nickname: 'text',
      credit: 'money',
      contract_ends: 'date',
      name_day: 'yearly',
      gift: 'yes/no',
      likes: 'list',
    }),
    events: [
      { name: 'viewed', description: undefined, filters: { category: 'text', price: 'money', rank: 'number' } },
      { name: 'logged_in', description: undefined, filters: {} },
    ],
  })
}

/** An instant near something that matters: now, a midnight, a round number of days ago, or anywhere in four years. */
export function randomInstant({ random, shop, now }: Making, future = 0.06): Instant {
  const ahead = random.chance(future) ? 1 : -1
  const near = [1, 2, 7, 29, 30, 31, 36, 59, 60, 89, 90, 91, 180, 181, 364, 365, 366, 731]
  const base = now + ahead * random.pick(near) * DAY
  switch (random.whole(0, 6)) {
    case 0:
      return now + ahead * random.pick([0, 1, 1000, HOUR, 36 * HOUR])
    case 1:
      return base
    case 2:
      return base + random.pick([-1, 1, -HOUR, HOUR])
    case 3:
      return midnightNear(base, shop.timeZone) + random.pick([-1, 0, 1])
    default:
      return now + Math.round(ahead * random.number() * (random.chance(0.5) ? 200 : 1500) * DAY)
  }
}

/** The first instant of a shop's day, found by halving. */
function midnightNear(instant: Instant, zone: string): Instant {
  const day = dayNumberAt(instant, zone)
  let [before, after] = [instant - 2 * DAY, instant]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayNumberAt(middle, zone) < day) before = middle
    else after = middle
  }
  return after
}

function randomCustomer(making: Making, key: number, trace: Instant | undefined): World['customers'][number] {
  const { random } = making
  const signedUp = random.chance(0.6) ? randomInstant(making) : null
  const birthday = random.chance(0.7) ? randomBirthday(making) : undefined
  const known = [trace, signedUp].filter((at) => at !== null && at !== undefined)
  const [city, region] = [maybe(random, WORDS), maybe(random, WORDS)]
  return {
    key,
    id: random.chance(0.3) ? `c${100 - key}` : `č${key}`,
    email: null,
    email_folded: null,
    first_name: null,
    first_name_folded: null,
    last_name: null,
    last_name_folded: null,
    birth_year: birthday?.year ?? null,
    birth_day: birthday?.monthDay ?? null,
    country: maybe(random, COUNTRIES),
    region,
    region_folded: region === null ? null : fold(region),
    city,
    city_folded: city === null ? null : fold(city),
    language: maybe(random, LANGUAGES),
    time_zone: maybe(random, ['Europe/Zagreb', 'Asia/Tokyo']),
    currency: maybe(random, ['EUR', 'CZK']),
    signed_up_at: signedUp,
    exists_from: known.length === 0 ? null : Math.min(...known),
  }
}

function maybe(random: Random, words: readonly string[]): string | null {
  return random.chance(0.8) ? random.pick(words) : null
}

/** Often near today, often 29 February, sometimes without a year. */
function randomBirthday({ random, shop, now }: Making): { year: number | null; monthDay: string } {
  const near = dayText(dayNumberAt(now, shop.timeZone) + random.whole(-4, 9))
  const monthDay = random.chance(0.3) ? '02-29' : random.chance(0.6) ? near.slice(5) : '07-14'
  const leap = monthDay === '02-29'
  return {
    year: random.chance(0.25) ? null : leap ? random.pick([1988, 1996, 2024]) : random.whole(1950, 2026),
    monthDay,
  }
}

function randomTags(random: Random, customer: number): World['customer_tags'][number][] {
  if (random.chance(0.4)) return []
  const tags = new Map(random.some(TAGS, 3).map((tag) => [fold(tag), tag]))
  return [...tags].map(([tag_folded, tag]) => ({ customer, tag, tag_folded }))
}

function randomAttributes({ random, shop, now }: Making, customer: number): World['customer_attributes'][number][] {
  const blank = { customer, position: 0, text: null, folded: null, number: null, month_day: null, year: null }
  const rows: World['customer_attributes'][number][] = []
  const text = (name: string, word: string, position = 0) =>
    rows.push({ ...blank, name, position, text: word, folded: fold(word) })
  if (random.chance(0.7)) text('nickname', random.pick(WORDS))
  if (random.chance(0.6)) for (const [i, word] of random.some(WORDS, 3).entries()) text('likes', word, i)
  if (random.chance(0.7)) rows.push({ ...blank, name: 'shoe_size', number: random.pick([36, 38, 38.5, 41]) })
  if (random.chance(0.7)) rows.push({ ...blank, name: 'credit', number: random.pick([0, 1000, 5000, 4999]) })
  if (random.chance(0.7)) rows.push({ ...blank, name: 'gift', number: random.whole(0, 1) })
  if (random.chance(0.7)) {
    const day = dayText(dayNumberAt(now, shop.timeZone) + random.whole(-40, 40))
    const [number, month_day, year] = [firstInstant(day, shop.timeZone), day.slice(5), Number(day.slice(0, 4))]
    rows.push({ ...blank, name: 'contract_ends', text: day, folded: day, number, month_day, year })
  }
  if (random.chance(0.7)) {
    const { year, monthDay } = randomBirthday({ random, shop, now })
    rows.push({ ...blank, name: 'name_day', month_day: monthDay, year })
  }
  return rows
}

function firstInstant(day: string, zone: string): Instant {
  return midnightNear(Date.parse(`${day}T12:00:00Z`) - zoneShift(day, zone), zone)
}

/** Local minus UTC at about noon, so that an instant surely lies inside the local day. */
function zoneShift(day: string, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    noon,
  )
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - noon
}

function randomConsents(making: Making, customer: number): Omit<World['consents'][number], 'key'>[] {
  const { random, now } = making
  if (random.chance(0.3)) return []
  return Array.from({ length: random.whole(1, 3) }, () => ({
    customer,
    topic: random.chance(0.3) ? random.pick(TOPICS) : null,
    status: random.pick(['subscribed', 'subscribed', 'unsubscribed', 'never asked'] as const),
    at: random.chance(0.75) ? randomInstant(making) : null,
    recorded_at: now - random.whole(0, 400) * DAY,
    source: 'import',
    expires_at: random.chance(0.3) ? randomInstant(making, 0.4) : null,
    message: null,
    campaign: random.chance(0.4) ? random.pick(CAMPAIGNS) : null,
    template: random.chance(0.4) ? random.pick(CAMPAIGNS) : null,
  }))
}

function randomSuppressions(making: Making, customer: number): World['suppressions'][number][] {
  const { random, now } = making
  if (random.chance(0.75)) return []
  const reason = random.pick(['bounced', 'complained', 'manual', 'erased'] as const)
  return [{ customer, reason, since: random.chance(0.7) ? randomInstant(making) : null, recorded_at: now }]
}

function randomOrders(making: Making, customer: number): Omit<World['orders'][number], 'key' | 'id'>[] {
  const { random } = making
  return Array.from({ length: random.pick([0, 0, 1, 1, 2, 3, 5, 8]) }, () => {
    const ordered_at = randomInstant(making)
    const total = random.pick([0, 500, 1000, 1000, 2500, 4999, 5000, 12_345])
    const refunded = random.chance(0.3)
    const [coupon, channel, store] = [maybe(random, WORDS), maybe(random, ['web', 'Shop']), maybe(random, WORDS)]
    return {
      customer,
      ordered_at,
      total,
      currency: 'EUR',
      status: random.pick(STATUSES),
      delivered_at: random.chance(0.6) ? ordered_at + random.whole(0, 9) * DAY + random.pick([0, 1, HOUR]) : null,
      refunded_total: refunded
        ? random.pick([total, Math.floor(total / 2), 100, 333].filter((part) => part <= total))
        : 0,
      refunded_at: refunded && random.chance(0.7) ? ordered_at + random.whole(0, 60) * DAY : null,
      coupon,
      coupon_folded: coupon === null ? null : fold(coupon),
      channel,
      channel_folded: channel === null ? null : fold(channel),
      store,
      store_folded: store === null ? null : fold(store),
    }
  })
}

/** Lines whose amounts add up to the order's total, now and then not quite. */
function randomLines(random: Random, order: number, total: number): Omit<World['order_lines'][number], 'key'>[] {
  const count = random.pick([0, 1, 2, 2, 3])
  const milli = total * 1000
  return Array.from({ length: count }, (_, i) => {
    const part = i === count - 1 ? milli - Math.floor(milli / count) * (count - 1) : Math.floor(milli / count)
    const [sku, category, brand] = [random.pick(SKUS), maybe(random, WORDS), maybe(random, WORDS)]
    const name = maybe(random, WORDS)
    return {
      order,
      hash: createHash('sha1').update(`${order}/${i}`).digest('hex'),
      copy: 0,
      product_id: random.chance(0.6) ? sku : null,
      sku: random.chance(0.7) ? sku : null,
      name,
      name_folded: name === null ? null : fold(name),
      category,
      category_folded: category === null ? null : fold(category),
      brand,
      brand_folded: brand === null ? null : fold(brand),
      quantity: random.whole(1, 4),
      total_milli: part + (random.chance(0.1) ? 1 : 0),
    }
  })
}

function randomProduct(random: Random, sku: string, i: number): World['products'][number] {
  const [name, category, brand] = [random.pick(WORDS), maybe(random, WORDS), maybe(random, WORDS)]
  return {
    id: i === 1 ? `p-${sku}` : sku,
    sku,
    name,
    name_folded: fold(name),
    category,
    category_folded: category === null ? null : fold(category),
    brand,
    brand_folded: brand === null ? null : fold(brand),
    price: null,
    currency: null,
    url: null,
    image: null,
  }
}

function randomEvents(making: Making, customer: number): Omit<World['events'][number], 'key'>[] {
  const { random } = making
  return Array.from({ length: random.pick([0, 0, 1, 2, 4]) }, () => {
    const name = random.pick(['viewed', 'viewed', 'logged_in'])
    const matched: Record<string, string | number> = {}
    if (name === 'viewed') {
      if (random.chance(0.8)) matched.category = fold(random.pick(WORDS))
      if (random.chance(0.8)) matched.price = random.pick([0, 990, 1000, 2500])
      if (random.chance(0.8)) matched.rank = random.pick([1, 2, 2.5, -1])
    }
    const at = randomInstant(making)
    const hash = createHash('sha1').update(`${customer}/${name}/${at}/${random.number()}`).digest('hex')
    return { customer, name, at, properties: '{}', matched: JSON.stringify(matched), hash }
  })
}
