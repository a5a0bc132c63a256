import type { Power } from '../app/index.ts'
import { count } from './counts.ts'
import { type Align, table } from './table.ts'
import type { Talk } from './talk.ts'

/** How long experiments take, as lines. */
export function powerLines(power: readonly Power[], paint: Talk['paint']): string[] {
  const title = paint('bold', 'How long until a difference is proven')
  if (power.length === 0) {
    return ['', title, '  No campaign with a goal has variants or a holdout, or nobody began one in these days.']
  }
  const more = power[0]?.needs.map((need) => `rate +${Math.round(need.more * 100)} %`) ?? []
  const head = ['', 'customers a day', 'rate', ...more]
  const aligns: Align[] = ['left', 'right', 'right', ...more.map(() => 'right' as const)]
  const rows = power.map(({ campaign, step, customersADay, rate, needs }) => [
    step === null ? `holdout of ${campaign ?? 'the whole programme'}` : `versions of ${campaign}/${step}`,
    customersADay.toFixed(1),
    rate === undefined ? '-' : `${(rate * 100).toFixed(1)} %`,
    ...needs.map(({ customers, days }) => needText(customers, days)),
  ])
  return [
    '',
    title,
    ...table([head, ...rows], aligns),
    '  With a chance of four in five, by the test that may be looked at every day, the days of the goal included. Pace and',
    '  rate are those of the simulated days: customers who would have begun, and how many of them ordered.',
  ]
}

function needText(customers: number | undefined, days: number | undefined): string {
  if (customers === undefined) return '-'
  return days === undefined ? `${count(customers)} customers` : `${count(days)} days`
}
