/** What a file holds. */
export type ImportKind = 'customers' | 'orders' | 'order-lines' | 'products' | 'events'

/** A column that a kind knows: its generic header, other headers for it, and what the cell is. */
export interface Field {
  readonly name: string
  readonly also?: readonly string[]
  readonly doc: string
}

/** The columns of each kind with the headers of `import --format generic`, in the order of cli.md. */
export const FIELDS: Readonly<Record<ImportKind, readonly Field[]>> = {
  customers: [
    { name: 'customer_id', doc: 'the shop’s own id; without it the address is the id' },
    { name: 'email', doc: 'one customer’s, whatever the case of its letters' },
    { name: 'first_name', doc: 'text' },
    { name: 'last_name', doc: 'text' },
    { name: 'birthday', doc: '`1990-03-14`, or `--03-14` without the year' },
    { name: 'country', doc: 'ISO 3166 code, or the name in English' },
    { name: 'region', doc: 'text' },
    { name: 'city', doc: 'text' },
    { name: 'language', also: ['locale'], doc: 'BCP 47 tag: `hr`, `hr-HR`' },
    { name: 'time_zone', doc: 'IANA name: `Europe/Zagreb`' },
    { name: 'currency', doc: 'ISO 4217 code' },
    { name: 'signed_up_at', doc: 'date or time' },
    { name: 'consent', doc: '`subscribed`, `unsubscribed` or `never`; empty says nothing' },
    { name: 'consent_at', doc: 'date or time; without it the consent holds always' },
    { name: 'consent_expires_at', doc: 'date or time from which the subscription no longer counts' },
    {
      name: 'consent_basis',
      doc: '`opt-in`, `double opt-in`, or `soft opt-in` with the day of the sale in `consent_at`',
    },
    { name: 'consent_source', doc: 'where it was given: `checkout`' },
    { name: 'consent_wording', doc: 'the words that were shown, or their version' },
    { name: 'bounced', doc: '0/1, yes/no, true/false, or the date' },
    { name: 'tags', doc: 'a list with commas' },
  ],
  orders: [
    { name: 'order_id', doc: 'the shop’s own id' },
    { name: 'customer_id', doc: 'this or `email`' },
    { name: 'email', doc: 'this or `customer_id`' },
    { name: 'ordered_at', doc: 'date or time' },
    { name: 'total', doc: 'amount, before refunds' },
    { name: 'currency', doc: 'ISO 4217 code; without it the shop’s' },
    { name: 'status', doc: 'a word; `cancelled` and its like do not count' },
    { name: 'delivered_at', doc: 'date or time' },
    { name: 'refunded_total', doc: 'amount' },
    { name: 'refunded_at', doc: 'date or time; without it the order’s' },
    { name: 'coupon', doc: 'the code' },
    { name: 'channel', doc: 'text' },
    { name: 'store', doc: 'text' },
    { name: 'country', doc: 'of a customer whose country nothing else says' },
  ],
  'order-lines': [
    { name: 'order_id', doc: 'the shop’s own id' },
    { name: 'product_id', doc: 'this or `sku`' },
    { name: 'sku', doc: 'this or `product_id`' },
    { name: 'name', also: ['description'], doc: 'text' },
    { name: 'category', doc: 'text' },
    { name: 'brand', doc: 'text' },
    { name: 'quantity', doc: 'whole number; without the column 1' },
    { name: 'unit_price', doc: 'amount; this or `line_total`' },
    { name: 'line_total', doc: 'amount; this or `unit_price`' },
    { name: 'currency', doc: 'ISO 4217 code; without it the shop’s' },
    { name: 'customer_id', doc: 'with `ordered_at`: orders are made from the lines' },
    { name: 'email', doc: 'in place of `customer_id`' },
    { name: 'ordered_at', doc: 'date or time' },
    { name: 'status', doc: 'of the order' },
    { name: 'country', doc: 'of a customer whose country nothing else says' },
  ],
  products: [
    { name: 'product_id', doc: 'the shop’s own id; without it the SKU' },
    { name: 'sku', doc: 'text' },
    { name: 'name', doc: 'text' },
    { name: 'category', doc: 'text' },
    { name: 'brand', doc: 'text' },
    { name: 'price', doc: 'amount' },
    { name: 'currency', doc: 'ISO 4217 code; without it the shop’s' },
    { name: 'url', doc: 'https address' },
    { name: 'image', doc: 'https address' },
  ],
  events: [
    { name: 'customer_id', doc: 'this or `email`' },
    { name: 'email', doc: 'this or `customer_id`' },
    { name: 'event', doc: 'a name that the shop file declares under `events:`' },
    { name: 'at', doc: 'date or time' },
  ],
}

/** Columns a file must have: one of each group. */
export const NEEDED: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  customers: [['customer_id', 'email']],
  orders: [['order_id'], ['customer_id', 'email'], ['ordered_at'], ['total']],
  'order-lines': [['order_id'], ['unit_price', 'line_total'], ['product_id', 'sku', 'name']],
  products: [['product_id', 'sku']],
  events: [['customer_id', 'email'], ['event'], ['at']],
}

/** All kinds, in an order that needs no second look: customers first, then what they did. */
export const importKinds = Object.keys(FIELDS) as readonly ImportKind[]
