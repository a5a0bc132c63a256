import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { type Decision, type Plan, reasonWords } from '../plan/index.ts'
import { count, span } from './counts.ts'
import { longDay } from './day-words.ts'
import { cutTo, screenWidth, table } from './table.ts'
import type { Paint } from './talk.ts'

/** What a plan's lines need beside the plan. */
export interface PlanView {
  readonly plan: Plan
  readonly now: Instant
  readonly zone: string
  /** When rows were last imported. */
  readonly dataFrom: Instant | undefined
  /** Names of customers by id, for the examples. */
  readonly names: ReadonlyMap<string, { readonly name: string }>
  readonly paint: Paint
  readonly width: number
}

/** The plan as lines: a headline, one row a campaign with its reasons and an example, and the totals. */
export function planLines(view: PlanView, tookMs: number): string[] {
  const { plan, paint, width } = view
  const told = plan.totals.tell !== undefined
  const rows = plan.campaigns.map((counts) => [
    counts.campaign,
    `${count(counts.send)} to send`,
    ...(told ? [counts.tell === undefined ? '' : `${count(counts.tell)} to tell the shop`] : []),
    cell(plan, counts.campaign, 'wait', 'waiting'),
    cell(plan, counts.campaign, 'skip', 'skipped'),
    exampleOf(view, counts.campaign),
  ])
  const lines = fitted([...rows, totalRow(plan)], width)
  const last = `${lines.at(-1)}   in ${span(tookMs)}. Nothing was sent.`
  return [headline(view), ...lines.slice(0, -1), paint('bold', last)]
}

function totalRow({ totals: { send, tell = 0, wait, skip } }: Plan): string[] {
  const part = (number: number, word: string) => (number > 0 ? `${count(number)} ${word}` : '')
  const told = tell > 0 ? [part(tell, 'to tell the shop')] : []
  return ['Total', `${count(send)} to send`, ...told, part(wait, 'waiting'), part(skip, 'skipped'), '']
}

/** On a narrow screen the examples go first, then the reasons; `plan --json` and `why` have them all. */
function fitted(rows: readonly string[][], width: number): string[] {
  const withoutExamples = rows.map((row) => row.slice(0, -1))
  const withoutReasons = withoutExamples.map((row) => row.map((one) => one.replace(/:.*$/, '')))
  for (const shown of [rows, withoutExamples]) {
    const lines = table(shown, ['left', 'right'])
    if (lines.every((line) => screenWidth(line) <= width)) return lines
  }
  return table(withoutReasons, ['left', 'right']).map((line) => cutTo(line, width))
}

/** The ids of the customers that stand as examples: of each campaign the first who gets something. */
export function exampleCustomers(plan: Plan): Map<string, string> {
  const examples = new Map<string, string>()
  for (const { campaign, decision, customer } of plan.entries) {
    if (decision === 'send' && !examples.has(campaign)) examples.set(campaign, customer)
  }
  return examples
}

function headline({ now, zone, dataFrom, paint, width }: PlanView): string {
  const title = `Plan for ${longDay(localDay(now, zone))}, shop time`
  const age = dataFrom === undefined ? 'no data imported yet' : `data ${ageOf(now - dataFrom)} old`
  const gap = Math.max(3, Math.min(width, 100) - screenWidth(title) - age.length)
  return `${paint('bold', title)}${' '.repeat(gap)}${paint('dim', age)}`
}

function ageOf(milliseconds: number): string {
  return milliseconds < 60_000 ? '0 minutes' : span(milliseconds)
}

/** `4 waiting: limit reached`, or `3 skipped: 2 no consent, 1 suppressed`. */
function cell(plan: Plan, campaign: string, decision: Decision, word: string): string {
  const reasons = new Map<string, number>()
  let all = 0
  for (const entry of plan.entries) {
    if (entry.campaign !== campaign || entry.decision !== decision) continue
    all++
    const words = reasonWords(entry.reason)
    reasons.set(words, (reasons.get(words) ?? 0) + 1)
  }
  if (all === 0) return ''
  const parts = [...reasons].sort(([, a], [, b]) => b - a)
  const [only] = parts
  const said = parts.length === 1 ? only?.[0] : parts.map(([words, number]) => `${count(number)} ${words}`).join(', ')
  return `${count(all)} ${word}: ${said}`
}

function exampleOf({ plan, names }: PlanView, campaign: string): string {
  const id = exampleCustomers(plan).get(campaign)
  return id === undefined ? '' : `e.g. ${cutTo(names.get(id)?.name ?? id, 28)}`
}
