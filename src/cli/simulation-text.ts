import type { Simulation } from '../simulate/index.ts'
import { count, counted } from './counts.ts'
import { longDay } from './day-words.ts'
import { table } from './table.ts'
import type { Paint } from './talk.ts'

/** Up to here a row is a day; beyond, a month. */
const MOST_ROWS = 31

/** A simulation as people read it: emails by month (or day) and campaign, then what stands out. */
export function simulationLines(simulation: Simulation, paint: Paint): string[] {
  const { from, to, totals, assumption } = simulation
  const who = counted(totals.customers.reached, 'customer')
  const headline = `${longDay(from)} to ${longDay(to)}: ${counted(totals.send, 'email')} to ${who}`
  return [paint('bold', headline), assumption.sentence, '', ...grid(simulation), '', ...table(findings(simulation))]
}

function grid({ days, totals }: Simulation): string[] {
  const names = Object.keys(totals.campaigns)
  const periods = [...new Set(days.map(({ date }) => periodOf(date, days.length)))]
  const sent = (period: string, name: string) =>
    days.reduce(
      (sum, { date, campaigns }) => sum + (periodOf(date, days.length) === period ? (campaigns[name]?.send ?? 0) : 0),
      0,
    )
  const rows = periods.map((period) => {
    const counts = names.map((name) => sent(period, name))
    return [period, ...[...counts, counts.reduce((sum, one) => sum + one, 0)].map(count)]
  })
  const last = ['Total', ...names.map((name) => count(totals.campaigns[name]?.send ?? 0)), count(totals.send)]
  return table([['', ...names, 'all'], ...rows, last], ['left', ...names.map(() => 'right' as const), 'right'])
}

function periodOf(date: string, days: number): string {
  return days > MOST_ROWS ? date.slice(0, 7) : date
}

function findings({ totals, days }: Simulation): string[][] {
  const { customers, busiestDay, neverFired, daysWithoutEmail, marked } = totals
  const { longestSilence, capHits, mostCustomer } = customers
  const stopped = [...new Set(days.flatMap((day) => day.stopped))]
  return [
    ...(busiestDay ? [['busiest day', `${longDay(busiestDay.date)}, ${counted(busiestDay.send, 'email')}`]] : []),
    ...(totals.tell === undefined ? [] : [['told to the shop', counted(totals.tell, 'time')]]),
    ['days without email', count(daysWithoutEmail)],
    ['each customer', `${customers.mean} emails on average, at most ${customers.most} (${mostCustomer ?? 'nobody'})`],
    ['nothing for', counted(customers.unreached, 'customer')],
    ['limit reached', `${counted(capHits.emails, 'email')} of ${counted(capHits.customers, 'customer')}`],
    ...(longestSilence
      ? [
          [
            'longest silence',
            `${counted(longestSilence.days, 'day')} since ${longestSilence.since}, ${longestSilence.customer}`,
          ],
        ]
      : []),
    ['never fired', neverFired.join(', ') || 'no campaign'],
    ...(stopped.length > 0 ? [['stopped by a guard', stopped.join(', ')]] : []),
    ...marked.map(({ date, marks, send }) => [marks.join(', '), `${date}, ${counted(send, 'email')}`]),
  ]
}
