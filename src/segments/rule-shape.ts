import { type FileNames, lineKeys, type Vocabulary } from '../facts/index.ts'
import type { KeyShape, ListShape, MapShape, NamedShape } from '../yaml/index.ts'

/** A rule as `who`, `stop_when` and `only_if` hold one: groups of lines, and groups within groups. */
export function ruleShape(vocabulary: Vocabulary, names: FileNames): NamedShape {
  const lines = lineKeys(vocabulary, names)
  const list: ListShape = { is: 'list', of: { is: 'named', name: 'line', shape: () => line }, layout: 'block' }
  const groups = groupKeys(list)
  const line: MapShape = { is: 'map', keys: [...lines, ...groups], layout: 'block', order: 'as written' }
  const rule: MapShape = { is: 'map', keys: groups, layout: 'block', order: 'of keys' }
  return { is: 'named', name: 'rule', shape: () => rule }
}

function groupKeys(shape: ListShape): KeyShape[] {
  const of: KeyShape = { key: 'of', doc: 'The lines of which so many hold.', shape }
  const count: KeyShape = {
    key: 'count',
    doc: 'How many of the lines hold at least.',
    example: 'count: 2',
    shape: { is: 'value', type: 'whole number', examples: ['2'] },
  }
  const atLeast: MapShape = {
    is: 'map',
    keys: [count, of],
    needs: ['count', 'of'],
    layout: 'block',
    order: 'of keys',
  }
  return [
    { key: 'all', doc: 'Every line holds.', example: 'all: [{orders: at least 2}, {country: HR}]', shape },
    { key: 'any', doc: 'One or more of the lines hold.', example: 'any: [{country: HR}, {tag: vip}]', shape },
    {
      key: 'none',
      doc: 'None of the lines holds: the plain complement, so customers without such a value are in.',
      example: 'none: [{country: US}]',
      shape,
    },
    {
      key: 'at_least',
      doc: 'So many of the lines hold.',
      example: 'at_least: {count: 2, of: [{orders: at least 2}, {country: HR}, {tag: vip}]}',
      shape: atLeast,
    },
  ]
}
