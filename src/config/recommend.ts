import { fold } from '../text/index.ts'
import { itemsOf, problemOn, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import type { Problem } from '../problem.ts'
import type { ProductChoice, Recommend, Unwanted } from './shop.ts'
import { openBlock, type Phrase, readList, readPhrase, textPhrase } from './shop-reading.ts'

/** What `recommend:` may say, in the order of the reference. */
const recommendKeys = ['at_most', 'from', 'none', 'again'] as const

/** By what products are chosen, in the order of the reference. */
const choiceKeys = ['product', 'category', 'brand'] as const

/** The most products that an email recommends. */
export const MOST_RECOMMENDED = 12

/** How many it recommends where nobody says. */
export const USUALLY_RECOMMENDED = 4

/** What a step or a shop says of recommendations: nothing yet. */
export const noRecommend: Recommend = { atMost: undefined, from: undefined, none: [], again: undefined }

const atMost: Phrase<number> = {
  says: `a whole number from 1 to ${MOST_RECOMMENDED}`,
  example: '4',
  read(text) {
    const number = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0
    return number >= 1 && number <= MOST_RECOMMENDED ? number : undefined
  },
}

const again: Phrase<number | 'never'> = {
  says: 'a time after which a product may be recommended to its buyer again',
  example: 'after 60 days',
  read(text) {
    if (text.trim() === 'never') return 'never'
    const [, count, unit = ''] = /^after (\d{1,4}) (days?|weeks?)$/.exec(text.trim()) ?? []
    return count === undefined ? undefined : Number(count) * (unit.startsWith('week') ? 7 : 1)
  },
}

/** `recommend: {at_most: 4, from: {category: [coffee, tea]}, none: [{category: equipment, for: only-tea}], again: after 60 days}`. */
export function readRecommend(entry: YamlEntry | undefined, problems: Problem[]): Recommend {
  if (!entry) return noRecommend
  const block = openBlock(entry.value, recommendKeys, 'what is recommended', problems)
  const from = block.entries.get('from')
  const none = block.entries.get('none')
  return {
    atMost: readPhrase(block, 'at_most', atMost),
    from: from && readChoice(from.value, choiceKeys, 'what is recommended from', problems),
    none: none ? itemsOf(none.value).flatMap((item) => readUnwanted(item, problems)) : [],
    again: readPhrase(block, 'again', again),
  }
}

function readUnwanted(node: YamlNode, problems: Problem[]): Unwanted[] {
  const choice = readChoice(node, [...choiceKeys, 'for'], 'an exclusion', problems)
  if (!choice || node.kind !== 'map') return []
  const named = node.entries.find(({ key }) => key === 'for')
  const segment = readPhrase(
    openBlock({ ...node, entries: named ? [named] : [] }, ['for'], '', problems),
    'for',
    textPhrase,
  )
  return [{ ...choice, for: segment, place: (named?.value ?? node).place }]
}

/** Names as rules compare them; a problem where nothing is named. */
function readChoice(
  node: YamlNode,
  keys: readonly string[],
  what: string,
  problems: Problem[],
): ProductChoice | undefined {
  const before = problems.length
  const block = openBlock(node, keys, what, problems)
  const list = (key: string) => readList(block, key, textPhrase)?.map(fold)
  const choice = { product: list('product'), category: list('category'), brand: list('brand') }
  if (Object.values(choice).some((names) => names && names.length > 0)) return choice
  if (problems.length === before) {
    const hint = 'for example {category: equipment}'
    const message = `${what[0]?.toUpperCase()}${what.slice(1)} names a product, a category or a brand`
    problems.push({ ...problemOn(node, 'wrong-recommend', message, hint), try: '{category: equipment}' })
  }
  return undefined
}
