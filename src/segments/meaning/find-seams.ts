import { type Day, dayNumber, localDay } from '../../calendar/index.ts'
import {
  bordersOf,
  type Clause,
  clauseHolds,
  type Condition,
  isEventQuestion,
  kindOf,
  possibleValues,
  type Vocabulary,
} from '../../facts/index.ts'
import type { Place } from '../../problem.ts'
import { needsBase } from '../standing.ts'
import type { Rule, RuleLine } from '../rule.ts'
import { all, type Meaning } from './formula.ts'
import type { Reasoning } from './reasoning.ts'

/** Where two stages meet badly on the scale of one fact. */
export interface Seam {
  readonly is: 'overlap' | 'gap'
  /** In the order of the shop file. */
  readonly stages: readonly [string, string]
  /** The stretch in question, as a line. */
  readonly range: RuleLine
  /** The line of the second stage. */
  readonly place: Place
}

/** The part of a scale that a stage takes: one yes or no for each stretch between two borders. */
interface Span {
  readonly stage: string
  readonly clause: Clause
  readonly takes: readonly boolean[]
}

/** Gaps between stages and partial overlaps, fact by fact. A stage that lies wholly within another is meant to. */
export function findSeams(stages: readonly string[], reasoning: Reasoning): Seam[] {
  const { meaning } = reasoning
  const lines = stages.flatMap((stage) =>
    scaledLines(meaning.segments.get(stage), meaning.vocabulary).map((clause) => ({ stage, clause })),
  )
  const facts = new Set(lines.map(({ clause }) => factOf(clause)))
  return [...facts].flatMap((fact) => {
    const own = lines.filter(({ clause }) => factOf(clause) === fact)
    return seamsOn(own, stages, reasoning)
  })
}

function seamsOn(
  lines: readonly { stage: string; clause: Clause }[],
  stages: readonly string[],
  reasoning: Reasoning,
): Seam[] {
  const { vocabulary, when } = reasoning.meaning
  const clauses = lines.map(({ clause }) => clause)
  const [first] = clauses
  const values = first && possibleValues(first.question, [], bordersOf(clauses, when), vocabulary, when)
  const scale = (values ?? []).filter((value) => typeof value === 'number')
  const spans = stages.flatMap((stage): Span[] => {
    const own = clauses.filter((_, i) => lines[i]?.stage === stage)
    const clause = own.at(-1)
    const takes = scale.map((value) => own.every((one) => clauseHolds(one, value, vocabulary, when)))
    return clause ? [{ stage, clause, takes }] : []
  })
  return [...overlaps(spans, scale, reasoning), ...gaps(spans, scale, stages, reasoning)]
}

function overlaps(spans: readonly Span[], scale: readonly number[], reasoning: Reasoning): Seam[] {
  const { meaning, formula, possibleToday } = reasoning
  return spans.flatMap((one, i) =>
    spans.slice(i + 1).flatMap((other): Seam[] => {
      const both = scale.map((_, at) => Boolean(one.takes[at] && other.takes[at]))
      const partly = [one, other].every(({ takes }) => takes.some((takesIt, at) => takesIt && !both[at]))
      const range = rangeOf(both, scale, other.clause, meaning)
      if (!partly || !range) return []
      const rules = [one.stage, other.stage].flatMap((stage) => meaning.segments.get(stage) ?? [])
      if (!possibleToday(all(...[range, ...rules].map(formula)))) return []
      return [{ is: 'overlap', stages: [one.stage, other.stage], range, place: other.clause.place }]
    }),
  )
}

/** Stretches that nobody takes between two that somebody takes. */
function gaps(
  spans: readonly Span[],
  scale: readonly number[],
  stages: readonly string[],
  reasoning: Reasoning,
): Seam[] {
  const { meaning, formula, possibleToday } = reasoning
  const takers = scale.map((_, at) => spans.find(({ takes }) => takes[at]))
  const firstTaken = takers.findIndex((taker) => taker)
  const seams: Seam[] = []
  for (let at = firstTaken + 1; firstTaken >= 0 && at < scale.length; at++) {
    if (takers[at] || !takers[at - 1]) continue
    const until = takers.findIndex((taker, i) => i > at && taker)
    const [below, above] = [takers[at - 1], takers[until]]
    if (!below || !above || below === above) continue
    const [first, second] = spans.indexOf(below) < spans.indexOf(above) ? [below, above] : [above, below]
    const inGap = scale.map((_, i) => i >= at && i < until)
    const range = rangeOf(inGap, scale, second.clause, meaning)
    const rules: Rule[] = stages.flatMap((stage) => meaning.segments.get(stage) ?? [])
    if (!range || !possibleToday(all(formula(range), { is: 'none', parts: rules.map(formula) }))) continue
    seams.push({ is: 'gap', stages: [first.stage, second.stage], range, place: second.clause.place })
  }
  return seams
}

/** The lines of a stage that take a stretch of a scale and must hold. */
function scaledLines(rule: Rule | undefined, vocabulary: Vocabulary): Clause[] {
  if (!rule) return []
  if (rule.is === 'all') return rule.rules.flatMap((part) => scaledLines(part, vocabulary))
  if (rule.is !== 'line' || isEventQuestion(rule.clause.question) || needsBase(rule.clause)) return []
  const kind = kindOf(rule.clause.question, vocabulary).name
  return kind === 'past date' || kind === 'count' || kind === 'money' ? [rule.clause] : []
}

function factOf({ question }: Clause): string {
  return isEventQuestion(question) ? question.event : question.fact
}

/** Neighbouring stretches as one line; undefined where none is chosen. */
function rangeOf(
  chosen: readonly boolean[],
  scale: readonly number[],
  like: Clause,
  meaning: Meaning,
): RuleLine | undefined {
  const from = chosen.indexOf(true)
  const last = chosen.lastIndexOf(true)
  const [start, end] = [scale[from], scale[last + 1]]
  if (start === undefined) return undefined
  const kind = kindOf(like.question, meaning.vocabulary)
  const condition = kind.name === 'past date' ? daysAgo(start, end, meaning) : numbers(start, end)
  const fact = factOf(like)
  const said = condition && kind.say(condition, { fact, shop: meaning.vocabulary.shop })
  return condition && { is: 'line', clause: { ...like, condition, text: `${fact}: ${said}` } }
}

function daysAgo(start: number, end: number | undefined, { when }: Meaning): Condition {
  const zone = when.shop.timeZone
  const age = (day: Day) => dayNumber(when.today) - dayNumber(day)
  const newest = end === undefined || end > when.now ? 0 : age(localDay(end - 1, zone))
  const oldest = age(localDay(start, zone))
  if (newest === oldest) return { is: 'exactly ago', count: newest, unit: 'days' }
  if (newest === 0) return { is: 'within the last', count: oldest, unit: 'days' }
  return { is: 'between ago', from: newest - 1, to: oldest, unit: 'days' }
}

/** Whole numbers from the first border to the last before the next; none lies between one cent and the next. */
function numbers(start: number, end: number | undefined): Condition | undefined {
  const from = Math.ceil(start)
  if (end === undefined) return { is: 'at least', amount: from }
  const to = Math.ceil(end) - 1
  if (from > to) return undefined
  return from === to ? { is: 'exactly', amount: from } : { is: 'between numbers', from, to }
}
