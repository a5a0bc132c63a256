import type { ReportPart, RetentionReport } from '../app/index.ts'
import type { Shop } from '../config/index.ts'
import { rfmGroups } from '../facts/index.ts'
import { benchmarks, type Reading, type Retention, type RetentionNumbers } from '../insights/index.ts'
import { count, counted } from './counts.ts'
import { moneyIn } from './money-in.ts'
import { type Align, table } from './table.ts'
import type { Talk } from './talk.ts'

/** Words of a report that depend on the currency. */
type Money = (minor: number | undefined) => string

/** A report as lines: each number with what it is. */
export function reportLines(report: RetentionReport, shop: Shop, paint: Talk['paint']): string[] {
  const money = moneyIn(shop.currency)
  const { period, whole } = report
  const head = (text: string, says: string) => ['', paint('bold', text), `  ${says}`]
  const under = period.state === 'over' ? '' : ', under way'
  return [
    `${period.from} to ${period.to}${under}: ${counted(whole.customers, 'customer')} had ordered by its end, ${count(whole.buyers)} ordered in it.`,
    ...head(
      'Who stayed',
      'retention = (end − new) / start; kept/start counts who was there at both ends; churn = lost / start.',
    ),
    ...retentionLines(report),
    '  They differ by those who came back: retention counts them as if they had never left and can pass 100 %.',
    ...benchmarkLines(),
    ...head('What they bought', 'Counted orders, refunds taken off.'),
    ...table(figureRows(whole, money)),
    ...head('What a customer is worth', `Order value and orders a year are those of the 365 days up to the end.`),
    ...table(lifetimeRows(whole, shop, money)),
    ...(report.stages
      ? [...head('By stage', 'Where customers stood at the end.'), ...partLines(report.stages, money, 'revenue')]
      : []),
    ...(report.parts
      ? [...head(`By ${report.by}`, partsSay(report)), ...partLines(allParts(report, report.parts), money)]
      : []),
    ...head(
      `Cohorts by ${report.cohortsBy}`,
      'Customers of a month, and the share of them who ordered so many months later.',
    ),
    ...cohortLines(report),
    ...head('RFM groups', 'Customers in each at the start and at the end of the period.'),
    ...groupLines(report),
  ]
}

const RIGHT: readonly Align[] = ['left', ...Array.from({ length: 30 }, () => 'right' as const)]

function retentionLines({ whole, lapse, period }: RetentionReport): string[] {
  const names: Record<Reading, string> = {
    days: `ordered in the ${lapse.days} days before`,
    rhythm: `away for at most ${lapse.factor} usual gaps`,
    periods: `ordered in the period (before: from ${period.previousFrom})`,
    file: 'ever ordered: nobody leaves, so it says nothing',
  }
  const head = ['a customer is who', 'start', 'end', 'new', 'lost', 'kept', 'back', 'retention', 'kept/start', 'churn']
  const row = (one: Retention) => [
    names[one.reading],
    ...[one.start, one.end, one.new, one.lost, one.kept, one.back].map(count),
    ...[one.retention, one.keptShare, one.churn].map(percent),
  ]
  return table([head, ...whole.retention.map(row)], RIGHT)
}

/** What guides quote, and why it compares badly. */
function benchmarkLines(): string[] {
  const quoted = benchmarks.map(({ industry, retention }) => `${industry} about ${Math.round(retention * 100)} %`)
  return [
    `  Quoted elsewhere: ${quoted.join(', ')}.`,
    '  The first two by Exploding Topics (2023), which has 63 % for retail; the source of the third is not known to us.',
    '  None says who counts as a customer, or over what time: compare with care.',
  ]
}

function figureRows({ averages, gaps, ...numbers }: RetentionNumbers, money: Money): string[][] {
  const ratio = (value: number | undefined) => value?.toFixed(2) ?? '-'
  const days = gaps ? `${gaps.median} days, the middle half ${gaps.low} to ${gaps.high}` : '-'
  return [
    ['revenue', money(numbers.revenue), `of ${counted(numbers.orders, 'order')}`],
    ['order value', money(averages.orderValue), 'revenue / orders'],
    ['frequency', ratio(averages.frequency), 'orders / customers who ordered'],
    ['repeat rate', percent(averages.repeatRate), 'twice or more in the period / who ordered in it'],
    ['repeat rate ever', percent(averages.repeatRateEver), 'twice or more up to the end / who ever ordered'],
    ['returning', percent(averages.returningShare), 'share of the revenue from orders after a first one'],
    ['between orders', days, `median of ${counted(gaps?.number ?? 0, 'gap')} that ended in the period`],
  ]
}

function lifetimeRows({ lifetime }: RetentionNumbers, shop: Shop, money: Money): string[][] {
  const { margin, acquisitionCost, years } = shop.lifetime
  const missing = (line: string) => `perennial.yaml does not say: lifetime: {${line}}`
  return [
    ['historic', money(lifetime.historic), 'all revenue so far / all customers so far'],
    ['revenue', money(lifetime.revenue), `order value × orders a year × ${years} years; no cost taken off`],
    [
      'with margin',
      money(lifetime.margin),
      margin === undefined ? missing('margin: 30 percent') : `the same × ${percent(margin)} margin`,
    ],
    [
      'less acquisition',
      money(lifetime.lessAcquisition),
      acquisitionCost === undefined
        ? missing(`acquisition_cost: 10 ${shop.currency}`)
        : `order value × orders a year × ${years} years − ${money(acquisitionCost)} to win a customer`,
    ],
    ...(lifetime.predicted === undefined ? [] : [['predicted', money(lifetime.predicted), 'what a model expects']]),
  ]
}

function allParts({ others }: RetentionReport, parts: readonly ReportPart[]): ReportPart[] {
  return [...parts, ...(others ? [{ name: `${others.parts} others`, numbers: others.numbers }] : [])]
}

function partsSay({ by, period }: RetentionReport): string {
  if (by === 'segment')
    return `Where customers stood before ${period.from}; somebody may be in several, so the parts add up to more.`
  if (by === 'stage') return `Where customers stood before ${period.from}. The parts add up to the whole.`
  return 'The parts add up to the whole.'
}

/** `revenue`: of parts by where customers stand at the end, of whom it says nothing who stayed. */
function partLines(parts: readonly ReportPart[], money: Money, of: 'revenue' | 'all' = 'all'): string[] {
  const all = parts.reduce((sum, { numbers }) => sum + numbers.revenue, 0)
  const rates = of === 'revenue' ? ['of revenue'] : ['kept', 'churn']
  const head = ['', 'customers', 'bought', 'orders', 'revenue', 'order value', 'repeat', ...rates, 'historic']
  const rows = parts.map(({ name, numbers }) => {
    const [byDays] = numbers.retention
    return [
      name ?? 'none',
      ...[numbers.customers, numbers.buyers, numbers.orders].map(count),
      money(numbers.revenue),
      money(numbers.averages.orderValue),
      percent(numbers.averages.repeatRate),
      ...(of === 'revenue' ? [all && numbers.revenue / all] : [byDays?.keptShare, byDays?.churn]).map(percent),
      money(numbers.lifetime.historic),
    ]
  })
  return table([head, ...rows], RIGHT)
}

function cohortLines({ cohorts }: RetentionReport): string[] {
  const shown = cohorts.filter(({ customers }) => customers > 0)
  if (shown.length === 0) return ['  Nobody began in these months.']
  const months = Math.max(...shown.map(({ buyers }) => buyers.length))
  const head = ['month', 'customers', ...Array.from({ length: months - 1 }, (_, k) => `+${k + 1}`)]
  const rows = shown.map(({ month, customers, buyers }) => [
    month.slice(0, 7),
    count(customers),
    ...buyers.slice(1).map((number) => `${Math.round((number / customers) * 100)}%`),
  ])
  return table([head, ...rows], RIGHT)
}

function groupLines({ rfm }: RetentionReport): string[] {
  const sum = (side: 'from' | 'to', group: string) =>
    rfm.moves.reduce((all, move) => all + (move[side] === group ? move.customers : 0), 0)
  const stayed = (group: string) => rfm.moves.find(({ from, to }) => from === group && to === group)?.customers ?? 0
  const rows = rfmGroups.map(({ group }) => [
    group,
    ...[sum('from', group), sum('to', group), stayed(group)].map(count),
  ])
  return table([['group', 'start', 'end', 'in it at both'], ...rows], RIGHT)
}

function percent(share: number | undefined): string {
  return share === undefined ? '-' : `${(share * 100).toFixed(2)} %`
}
