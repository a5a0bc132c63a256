import { addDays, addMonths, type Day, isDay } from '../calendar/index.ts'
import type { Shop } from '../config/shop.ts'
import { type Checked, hasErrors, type Problem } from '../problem.ts'
import {
  didYouMean,
  itemsOf,
  parseYaml,
  problemOn,
  readFields,
  scalarOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/index.ts'
import type { ShopGoal } from './goal.ts'
import { metrics } from './metrics.ts'
import { readTarget } from './read-target.ts'

/** What a goal says besides its number, in the order of the reference. */
export const goalKeys = ['segment', 'since', 'baseline', 'over', 'reading'] as const

/** What goals are read against. */
export interface GoalReading {
  readonly shop: Pick<Shop, 'currency'>
  /** Names of the segments that there are. */
  readonly segments: readonly string[]
}

/** Reads goals.yaml: all problems at once, and every goal that is sound. */
export function readGoals(file: string, text: string, reading: GoalReading): Checked<ShopGoal[]> {
  const parsed = parseYaml(file, text)
  // A file of comments alone is one without goals yet.
  if (parsed.problems.some(({ code }) => code === 'empty-file')) return { value: [], problems: [] }
  if (!parsed.value) return { problems: parsed.problems }
  const problems: Problem[] = [...parsed.problems]
  const goals = itemsOf(parsed.value).flatMap((item) => readGoal(item, reading, problems))
  return { value: goals, problems }
}

function readGoal(item: YamlNode, reading: GoalReading, all: Problem[]): ShopGoal[] {
  const names = Object.keys(metrics)
  const { entries, problems: unknown } = readFields(item, [...names, ...goalKeys], 'a goal')
  const problems: Problem[] = [...unknown]
  const entry = oneMetric(item, names, entries, problems)
  const goal = entry && goalOf(entry, entries, reading, problems)
  all.push(...problems)
  return goal && !hasErrors(problems) ? [goal] : []
}

function oneMetric(
  item: YamlNode,
  names: readonly string[],
  entries: ReadonlyMap<string, YamlEntry>,
  problems: Problem[],
): YamlEntry | undefined {
  const found = names.flatMap((name) => entries.get(name) ?? [])
  if (found.length === 1) return found[0]
  if (problems.length > 0) return undefined
  const message = found.length === 0 ? 'A goal names a number' : 'A goal is about one number'
  const hint = found.length === 0 ? `one of ${names.join(', ')}` : 'give each an item of its own: - churn: …'
  problems.push({
    ...problemOn(item, 'wrong-shop-goal', message, hint),
    try: '- churn: 10 percent lower by 2027-03-31',
  })
  return undefined
}

function goalOf(
  { key: metric, value }: YamlEntry,
  entries: ReadonlyMap<string, YamlEntry>,
  reading: GoalReading,
  problems: Problem[],
): ShopGoal | undefined {
  const known = metrics[metric]
  const says = value.kind === 'scalar' ? value.text.trim().replaceAll(/\s+/g, ' ') : ''
  const { currency } = reading.shop
  const target = known && readTarget(says, known.unit, currency)
  if (!known || !target) {
    const example = known?.example.replace('EUR', currency)
    const problem = problemOn(value, 'wrong-shop-goal', `"${says}" is no goal for ${metric}`, `for example: ${example}`)
    problems.push({ ...problem, try: `${metric}: ${example}` })
    return undefined
  }
  const baseline = fieldOf(entries, 'baseline', problems, periodOf, '2026-01-01 to 2026-06-30')
  const since = fieldOf(entries, 'since', problems, (text) => (isDay(text) ? text : undefined), '2026-11-01')
  // What nobody dated is measured against the year before its end.
  const begun = since ?? (baseline ? addDays(baseline.to, 1) : addMonths(target.by, -12))
  if (begun >= target.by)
    problems.push(problemOn(value, 'wrong-shop-goal', `This goal ends before it begins, on ${begun}`))
  return {
    ...{ metric, says, ...target, since: begun, baseline },
    over: fieldOf(entries, 'over', problems, daysOf, '90 days') ?? 365,
    reading: fieldOf(entries, 'reading', problems, readingOf, 'rhythm') ?? 'days',
    segment: segmentOf(metric, entries, reading, value, problems),
    place: value.place,
  }
}

function segmentOf(
  metric: string,
  entries: ReadonlyMap<string, YamlEntry>,
  { segments }: GoalReading,
  value: YamlNode,
  problems: Problem[],
): string | undefined {
  const entry = entries.get('segment')
  if (metric !== 'size') {
    if (entry) problems.push(problemOn({ place: entry.keyPlace }, 'wrong-shop-goal', 'Only "size" is about a segment'))
    return undefined
  }
  if (!entry) {
    const problem = problemOn(value, 'wrong-shop-goal', '"size" needs the segment whose size it is')
    problems.push({ ...problem, try: `segment: ${segments[0] ?? 'high-value'}` })
    return undefined
  }
  const name = scalarOf(entry, problems)?.text.trim()
  if (name === undefined || segments.includes(name)) return name
  const near = didYouMean(name, segments)
  const hint = near ? `did you mean "${near}"?` : `there is no file segments/${name}.yaml`
  problems.push({
    ...problemOn(entry.value, 'unknown-segment', `Unknown segment "${name}"`, hint),
    ...(near ? { try: near } : {}),
  })
  return undefined
}

function fieldOf<T>(
  entries: ReadonlyMap<string, YamlEntry>,
  key: string,
  problems: Problem[],
  read: (text: string) => T | undefined,
  example: string,
): T | undefined {
  const entry = entries.get(key)
  const scalar = entry && scalarOf(entry, problems)
  if (!scalar) return undefined
  const value = read(scalar.text.trim())
  if (value === undefined) {
    const problem = problemOn(
      scalar,
      'wrong-shop-goal',
      `"${scalar.text}" is no ${key} of a goal`,
      `for example ${example}`,
    )
    problems.push({ ...problem, try: `${key}: ${example}` })
  }
  return value
}

function periodOf(text: string): { from: Day; to: Day } | undefined {
  const [, from = '', to = ''] = /^(\S+) to (\S+)$/.exec(text) ?? []
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined
}

function daysOf(text: string): number | undefined {
  const days = Number(/^(\d{1,4}) days?$/.exec(text)?.[1] ?? Number.NaN)
  return days >= 7 && days <= 3650 ? days : undefined
}

function readingOf(text: string): 'days' | 'rhythm' | undefined {
  return text === 'days' || text === 'rhythm' ? text : undefined
}
