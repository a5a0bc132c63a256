import { type Shop, USUALLY_RECOMMENDED } from '../config/index.ts'
import type { Json, Longest, Variables } from '../render/index.ts'

/** What is known of the shop's own customers; the rest is invented. */
export interface Invented {
  readonly from: Longest['from']
  readonly customer: Variables
  /** `order` and `items`. */
  readonly order: Variables
}

/** A customer whom most emails of a shop without customers would not expect, and who exists. */
export function inventedCustomer(shop: Shop): Longest {
  const customer = {
    id: '7f9c2ba4-e88f-4d2e-9b6a-1c0d5e3f8a71',
    email: 'maximiliana-antonija.kowalczykowska@department.example',
    first_name: 'Maximiliana-Antonija',
    last_name: 'Petrović-Kowalczykowska',
    city: 'Castrillo de Don Juan',
    country: 'BA',
  }
  return longestOf(shop, { from: 'invented', customer, order: { items: manyItems(shop.currency) } })
}

/** All variables of an email at their longest. */
export function longestOf(shop: Shop, { from, customer, order }: Invented): Longest {
  const { currency, timeZone } = shop
  const amount = { amount: 123_456_789, currency }
  const numbers = { orders: 1234, total_spent: amount, average_order: amount, largest_order: amount, age: 104 }
  const dates = { first_order: LONG_DATE, last_order: LONG_DATE, signed_up: LONG_DATE, years_as_customer: 25 }
  const link = `${shop.links}/u/${'x'.repeat(120)}`
  const variables: Variables = {
    customer: { language: shop.languages[0] ?? 'en', ...numbers, ...dates, ...attributesOf(shop), ...customer },
    shop: { name: shop.name, address: shop.address, website: shop.website ?? shop.links, logo: shop.logo },
    links: { unsubscribe: link, preferences: link, browser: link, confirm: link },
    coupon: { code: 'COMEBACK-2026-SUMMER', off: '15 percent', expires: '2026-09-30' },
    order: { id: 'KM-2026-00012345', ordered_at: LONG_DATE, total: amount, status: 'partially refunded' },
    recommendations: manyRecommendations(shop),
    ...order,
  }
  return { from, variables, timeZone, currency }
}

/** The shop's own attributes at a length that is no surprise. */
function attributesOf({ attributes, currency }: Shop): Variables {
  const long: Readonly<Record<Shop['attributes'][number]['type'], Json>> = {
    text: 'Castrillo de Don Juan',
    number: 123_456,
    money: { amount: 123_456_789, currency },
    date: '2026-09-30',
    yearly: '2026-09-30',
    'yes/no': true,
    list: ['Castrillo de Don Juan', 'Etiopija Yirgacheffe', 'whole beans'],
  }
  return Object.fromEntries(attributes.map(({ name, type }) => [name, long[type]]))
}

/** Wednesday 30 September 2026 at noon: a long weekday and a long month. */
const LONG_DATE = Date.UTC(2026, 8, 30, 12)

function manyItems(currency: string): Variables[] {
  const item = { name: 'Etiopija Yirgacheffe Kochere G1, washed, whole beans, 1000 g', quantity: 12 }
  return Array.from({ length: 20 }, () => ({ ...item, total: { amount: 1_234_500, currency } }))
}

function manyRecommendations({ currency, recommend, website, links }: Shop): Variables[] {
  const site = website ?? links
  const most = recommend.atMost ?? USUALLY_RECOMMENDED
  const name = 'Etiopija Yirgacheffe Kochere G1, washed, whole beans, 1000 g'
  const price = { amount: 1_234_500, currency }
  const [url, image] = [`${site}/products/${'x'.repeat(120)}`, `${site}/pictures/${'x'.repeat(120)}.jpg`]
  const one = { name, brand: 'Kavarna Štefan Kovač', price, converted: true, url, image, because: name }
  return Array.from({ length: most }, () => one)
}
