import type { Problem } from '../../problem.ts'
import { itemsOf, problemOn, readFields, scalarOf, type YamlNode } from '../../yaml/index.ts'
import { readDecimal } from '../cells/decimal.ts'
import { isStrange } from '../cells/strange.ts'
import type { SkipRule } from './import-map.ts'

type Test = (cell: string) => boolean

/** Tests that a rule may name; `is: empty` means an empty cell. Text compares as written, case ignored. */
const TESTS: Readonly<Record<string, (wanted: string) => Test | undefined>> = {
  is: (wanted) => (wanted === 'empty' ? (cell) => cell === '' : (cell) => same(cell, wanted)),
  is_not: (wanted) => (wanted === 'empty' ? (cell) => cell !== '' : (cell) => !same(cell, wanted)),
  at_most: (wanted) => numeric(wanted, (difference) => difference <= 0),
  at_least: (wanted) => numeric(wanted, (difference) => difference >= 0),
  less_than: (wanted) => numeric(wanted, (difference) => difference < 0),
  more_than: (wanted) => numeric(wanted, (difference) => difference > 0),
  starts_with: (wanted) => (cell) => cell.toLowerCase().startsWith(wanted.toLowerCase()),
  ends_with: (wanted) => (cell) => cell.toLowerCase().endsWith(wanted.toLowerCase()),
  contains: (wanted) => (cell) => cell.toLowerCase().includes(wanted.toLowerCase()),
}

/** Reads `skip_when`: a list of `{column: Quantity, at_most: 0}`. */
export function readSkipRules(node: YamlNode, problems: Problem[]): SkipRule[] {
  return itemsOf(node).flatMap((item) => {
    const before = problems.length
    const { entries, problems: unknown } = readFields(item, ['column', ...Object.keys(TESTS)], 'a rule of skip_when')
    problems.push(...unknown)
    const column = entries.get('column')
    const name = column && scalarOf(column, problems)?.text
    const tests: Test[] = []
    for (const [key, entry] of entries) {
      const wanted = key === 'column' ? undefined : scalarOf(entry, problems)?.text
      if (wanted === undefined) continue
      const test = TESTS[key]?.(wanted)
      if (test) tests.push(test)
      else problems.push(problemOn(entry.value, 'wrong-value', `"${wanted}" is no number`, `${key}: 0`))
    }
    if (name && tests.length > 0) return [{ column: name, tests }]
    if (problems.length === before) {
      problems.push(
        problemOn(item, 'wrong-shape', 'A rule names a column and a test', '{column: Quantity, at_most: 0}'),
      )
    }
    return []
  })
}

function same(cell: string, wanted: string): boolean {
  return cell.toLowerCase() === wanted.toLowerCase()
}

/** Compares as numbers; a cell that is no number passes no test. */
function numeric(wanted: string, holds: (difference: number) => boolean): Test | undefined {
  const bound = asNumber(wanted)
  if (bound === undefined) return undefined
  return (cell) => {
    const number = asNumber(cell)
    return number !== undefined && holds(number - bound)
  }
}

function asNumber(text: string): number | undefined {
  if (/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return Number(text)
  const decimal = readDecimal(text)
  return isStrange(decimal) ? undefined : Number(decimal.units) / 10 ** decimal.scale
}
