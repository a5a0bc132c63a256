import type { KeyShape, MapShape, Shape } from '../../yaml/index.ts'
import { code, link, page, table } from './markdown.ts'

/** A page about a kind of file: each of its keys, and the keys below them. */
export function keysPage(title: string, intro: string, shape: MapShape, ...more: readonly string[]): string {
  const contents = shape.keys.map(({ key }) => link(code(key), key)).join(', ')
  return page(
    title,
    intro,
    `Keys, in the order in which \`perennial fmt\` writes them: ${contents}.`,
    ...more,
    ...shape.keys.flatMap(keyParts),
  )
}

/** Groups of a rule: told once, on the page about segments. */
export function groupsTable(rule: Shape): string {
  const shape = mapIn(rule)
  return table(
    ['group', 'meaning', 'example'],
    (shape?.keys ?? []).map(({ key, doc, example }) => [code(key), doc, example === undefined ? '' : code(example)]),
  )
}

function keyParts({ key, doc, example, missing, shape }: KeyShape): string[] {
  const facts = [
    ...(example === undefined ? [] : [`- Example: ${code(example)}`]),
    ...wordsOf(shape),
    ...(missing === undefined ? [] : [`- Without it: ${missing}`]),
  ]
  return [`## ${code(key)}`, doc, facts.join('\n'), below(key, shape)]
}

function wordsOf(shape: Shape): string[] {
  if (shape.is !== 'value') return []
  const words = shape.words ?? (shape.pattern === undefined ? [] : shape.examples)
  return words.length > 1 ? [`- ${shape.words ? 'One of' : 'Such as'}: ${words.map(code).join(', ')}`] : []
}

/** The keys below a key; those of rules stand on their own pages. */
function below(key: string, shape: Shape): string {
  if (key === 'starts') return 'See [triggers](#triggers).'
  if (shape.is === 'named') return `A rule: see [rules](segments.md#rules).`
  const map = mapIn(shape)
  if (!map) return ''
  if (map.keys.some(({ key }) => key === 'last_order')) return 'Its keys are [facts](facts.md) and [events](events.md).'
  const keys = map.keys.length > 0 ? map.keys : (mapIn(map.others?.shape)?.keys ?? [])
  if (keys.length === 0) return ''
  const rows = keys.map(({ key, doc, example, missing, shape: inner }) => [
    code(key),
    `${doc}${inner.is === 'value' && inner.words ? ` One of ${inner.words.map(code).join(', ')}.` : ''}`,
    example === undefined ? '' : code(example),
    missing ?? '',
  ])
  return table(['key', 'meaning', 'example', 'without it'], rows)
}

function mapIn(shape: Shape | undefined): MapShape | undefined {
  if (!shape || shape.is === 'value') return undefined
  if (shape.is === 'map') return shape
  if (shape.is === 'list') return mapIn(shape.of)
  if (shape.is === 'named') return mapIn(shape.shape())
  return shape.of.map(mapIn).find((map) => map !== undefined)
}
