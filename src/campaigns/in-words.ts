import { weekdayNames } from '../calendar/index.ts'
import type { ProductChoice, Recommend } from '../config/shop.ts'
import { sayRule } from '../segments/index.ts'
import type { Again, Campaign, NotifyStep, SendStep, Step } from './campaign.ts'
import { isDue } from './due-steps.ts'

/** A campaign in English, one sentence each: how it starts, for whom, what it sends when, and when it ends. */
export function campaignInWords(campaign: Campaign): string[] {
  const { title, starts, who, stopWhen, sendAt, steps, again, late, holdout, goal } = campaign
  const whose = sendAt.clock === 'customer' ? 'on the clock of each customer' : 'on the clock of the shop'
  return [
    `${title}: starts ${starts.phrase}.`,
    ...(who ? [`Only for customers who fit: ${sayRule(who)}.`] : []),
    `Sends at ${sendAt.time} ${whose}: ${saySteps(steps)}.`,
    ...(stopWhen ? [`Ends as soon as, since the start: ${sayRule(stopWhen)}.`] : []),
    `${sayAgain(again)} ${late === 0 ? 'Never late.' : `At most ${counted(late, 'day')} late.`}`,
    ...(holdout === undefined ? [] : [`${percent(holdout)} get nothing and are measured.`]),
    ...(goal ? [`Its goal, within ${counted(goal.withinDays, 'day')}: ${sayRule(goal.rule)}.`] : []),
    `It is ${campaign.purpose}, topic ${campaign.topic}, priority ${campaign.priority}.`,
  ]
}

function saySteps(steps: readonly Step[]): string {
  const said: string[] = []
  let pause = ''
  for (const step of steps) {
    if (isDue(step)) {
      said.push(`${pause}${step.kind === 'send' ? saySend(step) : sayNotify(step)}`)
      pause = ''
    } else pause += step.kind === 'wait' ? `${counted(step.count, step.unit.slice(0, -1))} later ` : sayUntil(step)
  }
  return said.join('; ')
}

function sayUntil({ weekday, time }: Extract<Step, { kind: 'wait until' }>): string {
  return `on the next ${weekdayNames[weekday - 1]}${time === undefined ? '' : ` at ${time}`} `
}

function saySend({ template, subject, variants, winner, coupon, recommend, onlyIf }: SendStep): string {
  const versions = variants.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')
  const details = [
    ...(subject ? [`with the subject "${subject.text}"`] : []),
    ...(versions === '' ? [] : [`in versions: ${versions}`]),
    ...(winner ? [`until one wins by ${winner.by}, adopted ${winner.adopt}`] : []),
    ...(coupon ? [`with the coupon ${coupon.code}: ${coupon.off} off${sayValid(coupon.validForDays)}`] : []),
    ...sayRecommend(recommend),
    ...(onlyIf ? [`only if: ${sayRule(onlyIf)}`] : []),
  ]
  return details.length === 0 ? template : `${template} (${details.join('; ')})`
}

function sayNotify({ to, task, onlyIf }: NotifyStep): string {
  const details = [
    ...(task === undefined ? [] : [`to do: ${task}`]),
    ...(onlyIf ? [`only if: ${sayRule(onlyIf)}`] : []),
  ]
  return `a word to ${to}${details.length === 0 ? '' : ` (${details.join('; ')})`}`
}

function sayRecommend({ atMost, from, none }: Recommend): string[] {
  const never = none.map((one) => `never ${sayChoice(one)}${one.for === undefined ? '' : ` to ${one.for}`}`)
  const said = [
    ...(atMost === undefined ? [] : [`at most ${counted(atMost, 'product')}`]),
    ...(from ? [`from ${sayChoice(from)}`] : []),
    ...never,
  ]
  return said.length === 0 ? [] : [`recommending ${said.join(', ')}`]
}

function sayChoice({ product, category, brand }: ProductChoice): string {
  const lists = { product, category, brand }
  return Object.entries(lists)
    .flatMap(([key, names]) => (names ? [`${key} ${names.join(' or ')}`] : []))
    .join(' and ')
}

function sayValid(days: number | undefined): string {
  return days === undefined ? '' : ` for ${counted(days, 'day')}`
}

function sayAgain(again: Again): string {
  switch (again) {
    case 'never':
      return 'Each customer gets it once.'
    case 'every time':
      return 'Each customer gets it every time it starts.'
    case 'every year':
      return 'Each customer gets it once a year.'
    default:
      return `Each customer gets it again after ${counted(again.afterDays, 'day')} at the earliest.`
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} percent`
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
