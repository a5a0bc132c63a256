import type { Shop } from '../config/index.ts'
import type { Recommended } from '../recommend/index.ts'
import type { Json, Money } from '../render/index.ts'

/** What is recommended as templates call it, `recommendations`: prices in the customer's currency, where a rate is known. */
export function recommendationVariables(
  products: readonly Recommended[],
  shop: Pick<Shop, 'currency' | 'rates'>,
  currency: string | null,
): Json[] {
  return products.map(({ product, because }) => {
    const { name, brand, price, url, image } = product
    const shown = price === null ? undefined : priceIn(price, shop, currency)
    return {
      name,
      brand,
      price: shown?.price ?? null,
      converted: shown?.is === 'converted' ? true : null,
      url: webAddress(url),
      image: webAddress(image),
      because: because.is === 'bought together' ? because.of : null,
    }
  })
}

/** A price that was worked out is no price of the shop's: it says so. */
function priceIn(
  amount: number,
  { currency: own, rates }: Pick<Shop, 'currency' | 'rates'>,
  wanted: string | null,
): { readonly price: { readonly [field in keyof Money]: Json }; readonly is: 'as it is' | 'converted' } {
  const rate = wanted === null || wanted === own ? Number.NaN : Number(rates[wanted])
  if (wanted === null || !(rate > 0)) return { price: { amount, currency: own }, is: 'as it is' }
  const converted = (amount / unitOf(own) / rate) * unitOf(wanted)
  return { price: { amount: Math.round(converted), currency: wanted }, is: 'converted' }
}

function unitOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
}

/** A link or a picture that no email may show is left out, not the email. */
function webAddress(text: string | null): string | null {
  return text !== null && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null
}
