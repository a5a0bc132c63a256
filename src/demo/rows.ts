import { addDays, type Day } from '../calendar/index.ts'
import { type Instant, isoInstant } from '../clock.ts'
import { catalogue } from './catalogue.ts'
import type { DemoOrder } from './orders.ts'
import type { Person } from './person.ts'

/** A row of a CSV file: header to cell. */
export type Row = Readonly<Record<string, string>>

/** A customer as the columns of `import customers`. */
export function customerRow(someone: Person, today: Day, dayStart: (daysAgo: number) => Instant): Row {
  return {
    customer_id: someone.id,
    email: someone.email,
    first_name: someone.firstName,
    last_name: someone.lastName,
    birthday: someone.birthday,
    country: someone.home.country,
    city: someone.home.city,
    language: someone.language,
    time_zone: someone.home.timeZone,
    currency: someone.home.currency,
    signed_up_at: isoInstant(dayStart(someone.signedUp)),
    consent: someone.consent,
    consent_at: someone.consent === 'never' ? '' : isoInstant(dayStart(someone.consentSince)),
    bounced: someone.bounced === undefined ? '' : isoInstant(dayStart(someone.bounced)).slice(0, 10),
    tags: someone.tags.join(', '),
    brews_with: someone.brewsWith,
    subscription_ends: someone.subscriptionLeft === undefined ? '' : addDays(today, someone.subscriptionLeft),
  }
}

/** An order as the columns of `import orders`. */
export function orderRow(order: DemoOrder, id: string): Row {
  return {
    order_id: id,
    customer_id: order.customer,
    ordered_at: isoInstant(order.orderedAt),
    total: amount(order.total),
    currency: order.currency,
    status: order.status,
    delivered_at: order.deliveredAt === undefined ? '' : isoInstant(order.deliveredAt),
    refunded_total: order.refundedAt === undefined ? '' : amount(order.refundedTotal),
    refunded_at: order.refundedAt === undefined ? '' : isoInstant(order.refundedAt),
    coupon: order.coupon,
    channel: order.channel,
    store: order.store,
  }
}

/** The lines of an order as the columns of `import order-lines`. */
export function lineRows(order: DemoOrder, id: string): Row[] {
  return order.lines.map(({ product, quantity, price }) => ({
    order_id: id,
    product_id: product.id,
    name: product.name,
    category: product.category,
    quantity: String(quantity),
    unit_price: amount(price),
  }))
}

/** The catalogue as the columns of `import products`. */
export function productRows(): Row[] {
  return catalogue.map((product) => ({
    product_id: product.id,
    name: product.name,
    category: product.category,
    brand: product.brand,
    price: amount(product.price),
    currency: 'EUR',
    url: `https://kava-mlin.example/${product.id.toLowerCase()}`,
    image: '',
  }))
}

/** `24.90`: minor units as CSV files of shops write them. */
export function amount(minor: number): string {
  return (minor / 100).toFixed(2)
}
