import type { AdoptedNumbers, ComparedVariants, Experiments, MeasuredHoldout, Unmeasured } from '../app/index.ts'
import { localDay } from '../calendar/index.ts'
import type { Shop } from '../config/index.ts'
import type { SampleRatio } from '../models/index.ts'
import { count, counted } from './counts.ts'
import { type Align, table } from './table.ts'
import type { Talk } from './talk.ts'

/** Experiments as lines: each with its groups, what can be said of them, and how it is known. */
export function experimentLines(found: Experiments, shop: Shop, paint: Talk['paint']): string[] {
  const { variants, holdouts, unmeasured } = found
  if (variants.length + holdouts.length + unmeasured.length === 0) return NOTHING
  const waiting = unmeasured.map(waitingText)
  return [
    ...variants.flatMap((one) => [...variantLines(one, shop, paint), '']),
    ...holdouts.flatMap((one) => [...holdoutLines(one, shop, paint), '']),
    ...(waiting.length > 0 ? [...waiting, ''] : []),
    ...METHOD,
  ]
}

const NOTHING = [
  'Nothing is being tried. In a campaign with a goal:',
  '  goal: {bought: anything, within: 14 days}',
  '  holdout: 10 percent                  # they get nothing: does the campaign work?',
  '  steps:',
  '    - send: NAME',
  '      variants: {A: {share: 50 percent}, B: {share: 50 percent, subject: Another}}',
  '      until: winner by conversions     # which version is better?',
]

const METHOD = [
  'Variants: customers whose days for the goal are over; the interval holds at every look at once, 95 times in 100 (a',
  'mixture sequential probability ratio test: Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022), so look every day.',
  'Holdouts: from the first day on which a customer would have been written to; the interval is that of one look',
  '(Miettinen and Nurminen 1985), the word is that of the daily test. Days more: with a chance of four in five.',
]

const RIGHT: readonly Align[] = ['left', ...Array.from({ length: 8 }, () => 'right' as const)]

function variantLines(test: ComparedVariants, shop: Shop, paint: Talk['paint']): string[] {
  const { campaign, step, by, withinDays, groups, adoption, result } = test
  const money = moneyIn(shop)
  const head = ['', 'share', 'customers', 'days over', 'reached', 'rate', 'revenue', 'each']
  const rows = groups.map(({ variant, share, begun, customers, reached, sum }) => [
    ...[variant, percent(share), count(begun), count(customers), count(reached)],
    customers === 0 ? '-' : percent(reached / customers),
    money(sum),
    customers === 0 ? '-' : money(sum / customers),
  ])
  return [
    paint('bold', `${campaign}/${step}: ${groups.map(({ variant }) => variant).join(' or ')}`),
    `  by ${by} within ${counted(withinDays, 'day')} of the email, adopted ${test.adopt}`,
    ...table([head, ...rows], RIGHT),
    `  ${resultText(test, money)}`,
    ...(result ? warning(result.groups, paint) : []),
    ...(adoption ? [`  ${adoptionText(test, adoption, shop)}`] : []),
  ]
}

function resultText({ by, result }: ComparedVariants, money: (minor: number) => string): string {
  if (!result) return 'Too early: no two variants have customers whose days for the goal are over.'
  const { best, next, found, verdict, daysToGo } = result
  const unit = (value: number) => signed(by === 'conversions' ? (value * 100).toFixed(1) : money(value))
  const per = by === 'conversions' ? 'per 100 customers' : 'a customer'
  const bounds = found && Number.isFinite(found.low) && !(by === 'conversions' && found.high - found.low >= 2)
  const beside = bounds
    ? `${best} beside ${next}: ${unit(found.difference)} ${per} (${unit(found.low)} to ${unit(found.high)})`
    : `${best} beside ${next}: too few to say by how much`
  if (verdict === 'winner') return `${beside}: ${best} is better.`
  return `${beside}: not proven yet${moreText(daysToGo)}.`
}

/** Who adopted what, when, and what was known then. */
function adoptionText(
  { campaign, step }: ComparedVariants,
  adoption: NonNullable<ComparedVariants['adoption']>,
  shop: Shop,
) {
  const { variant, how, at } = adoption
  const numbers = adoption.numbers as AdoptedNumbers | null
  const known = numbers?.result
    ? ` (${numbers.result.verdict === 'winner' ? `proven by ${numbers.by}` : 'not proven then'})`
    : ''
  const day = localDay(at, shop.timeZone)
  return `${variant} adopted ${how} on ${day}${known}: who begins since then gets it. perennial experiments undo ${campaign} ${step}`
}

function holdoutLines(holdout: MeasuredHoldout, shop: Shop, paint: Talk['paint']): string[] {
  const { campaign, share, treated, heldOut, lift } = holdout
  const money = moneyIn(shop)
  const row = (name: string, { customers, reached, sum }: MeasuredHoldout['treated']) => [
    ...[name, count(customers), count(reached), customers === 0 ? '-' : percent(reached / customers), money(sum)],
    customers === 0 ? '-' : money(sum / customers),
  ]
  const rows = [row('taken in', treated), row('held out', heldOut)]
  const title = `${campaign ?? 'The whole programme'}: holdout ${share === null ? 'no more' : percent(share)}`
  return [
    paint('bold', title),
    ...table([['', 'customers', 'reached', 'rate', 'revenue', 'each'], ...rows], RIGHT),
    ...(lift ? liftLines(holdout, lift, money, paint) : ['  Too early: nobody is in one of the two groups.']),
  ]
}

function liftLines(
  { emails }: MeasuredHoldout,
  lift: NonNullable<MeasuredHoldout['lift']>,
  money: (minor: number) => string,
  paint: Talk['paint'],
): string[] {
  const { difference, low, high, verdict, daysToGo, revenue, conversions, groups } = lift
  const per = (value: number) => signed((value * 100).toFixed(1))
  const word = verdict === 'not proven' ? `not proven yet${moreText(daysToGo)}` : verdict
  const amount = (value: number) => signed(money(value))
  const whole = (value: number) => signed(count(Math.round(Math.abs(value))), value)
  return [
    `  ${per(difference)} per 100 customers (${per(low)} to ${per(high)}): ${word}.`,
    `  Beyond the holdout: ${whole(conversions.value)} customers who reached the goal (${whole(conversions.low)} to ${whole(conversions.high)}).`,
    ...(revenue
      ? [`  Revenue: ${amount(revenue.total.value)} (${amount(revenue.total.low)} to ${amount(revenue.total.high)}).`]
      : []),
    ...(revenue?.perEmail
      ? [
          `  Per email: ${amount(revenue.perEmail.value)} (${amount(revenue.perEmail.low)} to ${amount(revenue.perEmail.high)}, ${counted(emails, 'email')}).`,
        ]
      : []),
    ...(groups ? warning(groups, paint) : []),
  ]
}

function warning({ verdict, chance }: SampleRatio, paint: Talk['paint']): string[] {
  if (verdict === 'as planned') return []
  const odds = chance < 1e-6 ? 'less than 1 in a million' : `${(chance * 100).toPrecision(2)} percent`
  const says = `The groups are not as large as their shares say (chance ${odds}): customers were lost on the way, or the shares changed. Trust no difference.`
  return [`  ${paint('yellow', 'warning')}  ${says}`]
}

function waitingText({ campaign, step, why }: Unmeasured): string {
  const what = step === null ? `The holdout of ${campaign ?? 'the whole programme'}` : `${campaign}/${step}`
  return why === 'no goal'
    ? `${what} is not measured: the campaign has no goal. goal: {bought: anything, within: 14 days}`
    : `${what} has held nobody out yet.`
}

function moreText(days: number | undefined): string {
  if (days === undefined || days === 0) return ''
  return days > 365 ? ', more than a year more at this pace' : `, about ${counted(days, 'day')} more`
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}

function moneyIn({ currency }: Shop): (minor: number) => string {
  return (minor) => `${(minor / 100).toFixed(2)} ${currency}`
}

/** With its sign: +3.1, −3.1. */
function signed(text: string, value = Number.parseFloat(text)): string {
  return value > 0 ? `+${text.replace(/^[-−]/, '')}` : value < 0 ? `−${text.replace(/^[-−]/, '')}` : text
}
