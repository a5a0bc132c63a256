import type { Problem } from '../problem.ts'
import { didYouMean, problemOn, type YamlEntry, type YamlNode } from '../yaml/index.ts'
import { isCurrency } from './shop-phrases.ts'
import type { Attribute, AttributeType, EventDeclaration } from './shop.ts'
import { type Block, openBlock, readPhrase, textPhrase } from './shop-reading.ts'

/** The types of attributes, and of filters of events. */
export const declaredTypes = {
  attribute: ['text', 'number', 'money', 'date', 'yearly', 'yes/no', 'list'] satisfies readonly AttributeType[],
  filter: ['text', 'number', 'money'],
} as const
type FilterType = (typeof declaredTypes.filter)[number]

/** `attributes: {shoe_size: {type: number, description: …}}`. */
export function readAttributes(block: Block): Attribute[] {
  return entriesUnder(block, 'attributes').flatMap((entry) => {
    if (!isName(entry, block.problems)) return []
    const inner = openBlock(entry.value, ['type', 'description'], `the attribute "${entry.key}"`, block.problems)
    const type = readType(inner, entry)
    const description = readPhrase(inner, 'description', textPhrase)
    return type ? [{ name: entry.key, type, description }] : []
  })
}

function readType(inner: Block, entry: YamlEntry): AttributeType | undefined {
  const written = inner.entries.get('type')
  if (entry.value.kind === 'map' && !written) {
    const missing = problemOn({ place: entry.keyPlace }, 'missing-type', `The attribute "${entry.key}" has no type`)
    inner.problems.push({
      ...missing,
      hint: `one of ${declaredTypes.attribute.join(', ')}`,
      try: `${entry.key}: {type: text}`,
    })
  }
  return written ? typeIn(written.value, declaredTypes.attribute, inner.problems) : undefined
}

/** `events: {viewed: {filters: {category: text, price: money}}}`. */
export function readEvents(block: Block): EventDeclaration[] {
  return entriesUnder(block, 'events').flatMap((entry) => {
    if (!isName(entry, block.problems)) return []
    const keys = ['filters', 'description']
    const empty = entry.value.kind === 'scalar' && entry.value.value === null
    const none: Block = { entries: new Map(), problems: block.problems }
    const inner = empty ? none : openBlock(entry.value, keys, `the event "${entry.key}"`, block.problems)
    const description = readPhrase(inner, 'description', textPhrase)
    return [{ name: entry.key, description, filters: readFilters(inner) }]
  })
}

function readFilters(inner: Block): Record<string, FilterType> {
  const filters = entriesUnder(inner, 'filters').flatMap((filter): [string, FilterType][] => {
    if (!isName(filter, inner.problems)) return []
    const type = typeIn(filter.value, declaredTypes.filter, inner.problems)
    return type ? [[filter.key, type]] : []
  })
  return Object.fromEntries(filters)
}

/** `topics: {offers: Offers and coupons}`. */
export function readTopics(block: Block): Record<string, string> {
  const topics = entriesUnder(block, 'topics').flatMap((entry): [string, string][] => {
    if (entry.value.kind === 'scalar' && entry.value.text.trim() !== '') return [[entry.key, entry.value.text.trim()]]
    const problem = problemOn({ place: entry.keyPlace }, 'missing-value', `The topic "${entry.key}" has no words`)
    block.problems.push({ ...problem, hint: 'what the preference page calls it', try: `${entry.key}: News and offers` })
    return []
  })
  return Object.fromEntries(topics)
}

/** `rates: {USD: 0.92}`: decimal text above zero, so that nothing is lost on the way. */
export function readRates(block: Block, currency: string | undefined): Record<string, string> {
  const rates = entriesUnder(block, 'rates').flatMap((entry): [string, string][] => {
    const problem = rateProblem(entry, currency)
    if (problem) block.problems.push(problem)
    return !problem && entry.value.kind === 'scalar' ? [[entry.key, entry.value.text.trim()]] : []
  })
  return Object.fromEntries(rates)
}

function rateProblem(entry: YamlEntry, currency: string | undefined): Problem | undefined {
  const key = { place: entry.keyPlace }
  if (!isCurrency(entry.key))
    return problemOn(key, 'unknown-currency', `"${entry.key}" is not a currency code`, 'such as USD')
  if (entry.key === currency)
    return problemOn(key, 'own-rate', `${entry.key} is the shop's own currency and needs no rate`)
  const text = entry.value.kind === 'scalar' ? entry.value.text.trim() : ''
  if (/^\d{1,12}(\.\d{1,12})?$/.test(text) && Number(text) > 0) return undefined
  const problem = problemOn(entry.value, 'not-a-phrase', `"${text}" is not a rate`, `what one ${entry.key} is worth`)
  return { ...problem, try: `${entry.key}: 0.92` }
}

function entriesUnder(block: Block, key: string): readonly YamlEntry[] {
  const value = block.entries.get(key)?.value
  if (!value) return []
  if (value.kind === 'map') return value.entries
  block.problems.push(problemOn(value, 'wrong-shape', `"${key}" is written as "name: value" lines`))
  return []
}

function isName(entry: YamlEntry, problems: Problem[]): boolean {
  if (/^[a-z][a-z0-9_]{0,59}$/.test(entry.key)) return true
  const hint = 'small letters, digits and _, beginning with a letter'
  problems.push(problemOn({ place: entry.keyPlace }, 'wrong-name', `"${entry.key}" is not a name for rules`, hint))
  return false
}

function typeIn<T extends string>(node: YamlNode, types: readonly T[], problems: Problem[]): T | undefined {
  const text = node.kind === 'scalar' ? node.text.trim() : ''
  const type = types.find((word) => word === text)
  if (type) return type
  const near = didYouMean(text, types)
  const hint = near ? `did you mean "${near}"?` : `one of ${types.join(', ')}`
  problems.push(problemOn(node, 'unknown-type', `"${text}" is not a type`, hint))
  return undefined
}
