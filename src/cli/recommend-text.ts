import type { Shop } from '../config/index.ts'
import { sayMoney } from '../facts/index.ts'
import type { Because, Recommended } from '../recommend/index.ts'

/** What is recommended as rows of a table: product, price, category, and why. `name`: of the customer. */
export function recommendedRows(products: readonly Recommended[], name: string, shop: Shop): string[][] {
  return products.map(({ product, because }, i) => [
    `${i + 1}`,
    product.name,
    product.price === null ? '' : sayMoney(product.price, shop.currency),
    product.category ?? '',
    becauseText(because, name),
  ])
}

/** The same for machines; the price is in minor units of the currency. */
export function productsJson(products: readonly Recommended[], name: string, { currency }: Shop) {
  return products.map(({ product, because }) => ({ ...product, currency, because, text: becauseText(because, name) }))
}

/** Why a product is recommended. We do not know who is a he and who a she: the name says who. */
export function becauseText(because: Because, name: string): string {
  switch (because.is) {
    case 'bought together':
      return `because ${name} bought ${because.of}`
    case 'bought before':
      return `because ${name} bought it ${because.times} times`
    case 'next category':
      return `sells best of ${because.category}, the next best category`
    case 'bestseller':
      return because.country === null ? 'sells best' : `sells best in ${because.country}`
    default:
      return because satisfies never
  }
}
