import type { Because, Recommended } from '../../recommend/index.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'

/** What the email recommends to this customer, each product with its reason. */
export function RecommendedList(props: {
  readonly view: View<PreviewWord>
  readonly name: string
  /** Undefined where the template recommends nothing. */
  readonly products: readonly Recommended[] | undefined
}) {
  const { view, name, products } = props
  const { say } = view
  if (!products) return null
  return (
    <>
      <h3>{say('recommended', { name })}</h3>
      {products.length === 0 && <p class="soft">{say('recommendedNone')}</p>}
      <ul class="plain-list">
        {products.map(({ product, because }) => (
          <li>
            {product.name} <span class="soft">· {reason(view, because, name)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function reason({ say, language }: View<PreviewWord>, because: Because, name: string): string {
  switch (because.is) {
    case 'bought together':
      return say('becauseBought', { name, product: because.of })
    case 'bought before':
      return say('becauseAgain', { name, n: because.times })
    case 'next category':
      return say('becauseCategory', { category: because.category })
    case 'bestseller': {
      if (because.country === null) return say('becauseSells')
      const country = new Intl.DisplayNames([language], { type: 'region' }).of(because.country) ?? because.country
      return say('becauseSellsIn', { country })
    }
    default:
      return because satisfies never
  }
}
