import { type Clause, type ClauseReading, readClause } from '../facts/index.ts'
import { type Checked, hasErrors, type Place, type Problem } from '../problem.ts'
import { didYouMean, lineWith, problemOn, readFields } from '../yaml/index.ts'
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/index.ts'
import { clausesOf, type Rule } from './rule.ts'

/** What rules are read with: the shop and its vocabulary. */
export type RuleReading = ClauseReading

const DEEPEST = 10
const MOST_LINES = 100
const GROUPS = ['all', 'any', 'none', 'at_least']
/** What other languages call them. */
const FOREIGN = new Map([
  ['and', 'all'],
  ['or', 'any'],
  ['not', 'none'],
])

interface Walk {
  readonly reading: RuleReading
  readonly problems: Problem[]
}

/** A rule as it was read; where it is broken, the `sketch` holds the lines that are sound: names are told from them. */
export interface RuleRead extends Checked<Rule> {
  readonly sketch?: Rule
}

/** Reads a `who`, `stop_when` or `only_if` block to a rule. All problems are returned at once, each at its line. */
export function readRule(node: YamlNode, reading: RuleReading): RuleRead {
  const walk: Walk = { reading, problems: [] }
  const rule = node.kind === 'map' ? readBlock(node, walk) : undefined
  if (node.kind !== 'map') walk.problems.push(noBlock(node))
  if (rule) checkLength(rule, walk)
  const { problems } = walk
  if (!rule) return { problems }
  return hasErrors(problems) ? { sketch: rule, problems } : { value: rule, problems }
}

function noBlock(node: YamlNode): Problem {
  const hint = 'a rule begins with all:, any: or none:, and a list below it'
  return { ...problemOn(node, 'wrong-shape', 'Here stands no rule', hint), try: 'all:\n  - orders: at least 1' }
}

/** The top of a rule: groups only, joined by *and*. A fact that stands alone is shown its place in a list. */
function readBlock(map: YamlMap, walk: Walk): Rule | undefined {
  if (map.entries.length === 0) walk.problems.push(emptyGroup('This rule', map.place))
  const rules: Rule[] = []
  const outside: { readonly entry: YamlEntry; readonly clauses: readonly Clause[] }[] = []
  for (const entry of map.entries) {
    const group = asGroup(entry, walk)
    if (group) {
      rules.push(...readGroup(group, walk, 1))
      continue
    }
    const known = walk.reading.vocabulary.names.includes(entry.key)
    const read = readClause(entry, walk.reading)
    walk.problems.push(...read.problems)
    if (known && !hasErrors(read.problems)) outside.push({ entry, clauses: read.value ?? [] })
  }
  const [first] = outside
  const clauses = outside.flatMap((one) => one.clauses)
  if (first) walk.problems.push(outsideList(first.entry, clauses))
  return joined(rules, map.place)
}

function outsideList(entry: YamlEntry, clauses: readonly Clause[]): Problem {
  const message = `"${entry.key}" stands outside a list`
  const lines = clauses.map((clause) => `  - ${clause.text}`)
  const problem = problemOn({ place: entry.keyPlace }, 'wrong-shape', message, 'facts stand in a list below all:')
  return lines.length === 0 ? problem : { ...problem, try: ['all:', ...lines].join('\n') }
}

/** The entry where it opens a group. A misspelt or foreign word is told, and read as what it means. */
function asGroup(entry: YamlEntry, { reading, problems }: Walk): YamlEntry | undefined {
  if (GROUPS.includes(entry.key)) return entry
  const { names } = reading.vocabulary
  if (names.includes(entry.key)) return undefined
  const key = FOREIGN.get(entry.key.toLowerCase()) ?? didYouMean(entry.key, [...names, ...GROUPS])
  if (key === undefined || !GROUPS.includes(key)) return undefined
  const message = `There is no group "${entry.key}"`
  const problem = problemOn({ place: entry.keyPlace }, 'unknown-key', message, `did you mean "${key}"?`)
  problems.push({ ...problem, try: lineWith(key, entry) })
  return { ...entry, key }
}

function readGroup(entry: YamlEntry, walk: Walk, level: number): Rule[] {
  if (level > DEEPEST) {
    const message = `This is level ${level} of groups within groups`
    walk.problems.push(problemOn({ place: entry.keyPlace }, 'too-deep', message, `${DEEPEST} levels are the most`))
    return []
  }
  if (entry.key === 'at_least') return readAtLeast(entry, walk, level)
  const rules = readList(entry.value, entry, walk, level)
  const place = spanning(entry)
  return rules.length === 0 ? [] : [{ is: entry.key as 'all' | 'any' | 'none', rules, place }]
}

function readAtLeast(entry: YamlEntry, walk: Walk, level: number): Rule[] {
  const fields = readFields(entry.value, ['count', 'of'], 'at_least')
  walk.problems.push(...fields.problems)
  if (entry.value.kind !== 'map') return []
  const of = fields.entries.get('of')
  const count = fields.entries.get('count')
  for (const [key, found] of [
    ['count', count],
    ['of', of],
  ] as const) {
    if (!found) walk.problems.push(missingKey(key, entry))
  }
  const rules = of ? readList(of.value, of, walk, level) : []
  const listed = of?.value.kind === 'list' ? of.value.items.length : rules.length
  const number = count ? readCount(count, listed, walk) : undefined
  if (number === undefined || rules.length === 0) return []
  return [{ is: 'at least', count: number, rules, place: spanning(entry) }]
}

function missingKey(key: string, entry: YamlEntry): Problem {
  const problem = problemOn({ place: entry.keyPlace }, 'missing-key', `"at_least" needs "${key}"`)
  return { ...problem, try: 'at_least: {count: 2, of: [{orders: at least 2}, {country: HR}, {tag: vip}]}' }
}

function readCount(entry: YamlEntry, listed: number, walk: Walk): number | undefined {
  const node = entry.value
  const count = node.kind === 'scalar' ? node.value : null
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= Math.max(1, listed)) return count
  const hint = `a whole number from 1 to ${Math.max(1, listed)}, the length of the list`
  const problem = problemOn(node, 'wrong-count', `"${node.kind === 'scalar' ? node.text : 'this'}" of them?`, hint)
  walk.problems.push({ ...problem, try: `count: ${typeof count === 'number' && count > 1 ? Math.max(1, listed) : 1}` })
  return undefined
}

function readList(node: YamlNode, entry: YamlEntry, walk: Walk, level: number): Rule[] {
  if (node.kind !== 'list') {
    const hint = 'write one line each, beginning with a dash'
    walk.problems.push(problemOn(node, 'wrong-shape', `"${entry.key}" takes a list`, hint))
    return []
  }
  if (node.items.length === 0) walk.problems.push(emptyGroup(`"${entry.key}"`, node.place))
  return node.items.flatMap((item) => readItem(item, walk, level))
}

/** A list item: one or several keys, joined by *and*. */
function readItem(item: YamlNode, walk: Walk, level: number): Rule[] {
  if (item.kind !== 'map' || item.entries.length === 0) {
    const hint = 'a line is a fact and its phrase, such as orders: at least 2'
    walk.problems.push(problemOn(item, 'wrong-shape', 'This line asks nothing', hint))
    return []
  }
  const rules = item.entries.flatMap((entry): Rule[] => {
    const group = asGroup(entry, walk)
    if (group) return readGroup(group, walk, level + 1)
    const read = readClause(entry, walk.reading)
    walk.problems.push(...read.problems)
    return (read.value ?? []).map((clause) => ({ is: 'line', clause }))
  })
  const rule = joined(rules, item.place)
  return rule ? [rule] : []
}

function joined(rules: readonly Rule[], place: Place): Rule | undefined {
  return rules.length > 1 ? { is: 'all', rules, place } : rules[0]
}

function emptyGroup(what: string, place: Place): Problem {
  return problemOn({ place }, 'empty-list', `${what} is empty`, 'write at least one line')
}

function spanning(entry: YamlEntry): Place {
  const { endLine, endColumn } = entry.value.place
  return { ...entry.keyPlace, endLine, endColumn }
}

function checkLength(rule: Rule, walk: Walk): void {
  const clauses = clausesOf(rule)
  const over = clauses[MOST_LINES]
  if (!over) return
  const message = `This rule has ${clauses.length} lines`
  const hint = `${MOST_LINES} are the most: name a part of it as a segment and use in_segment`
  walk.problems.push(problemOn(over, 'too-long', message, hint))
}
