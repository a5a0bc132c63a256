import type { CustomersSummary, SimulatedDay, SimulationTotals } from './simulation.ts'

/** Sums of simulated days; ties go to the earlier day. */
export function totalsOf(days: readonly SimulatedDay[], customers: CustomersSummary): SimulationTotals {
  const names = Object.keys(days[0]?.campaigns ?? {})
  const sum = (name: string, of: 'send' | 'tell' | 'skip') =>
    days.reduce((total, day) => total + (day.campaigns[name]?.[of] ?? 0), 0)
  const campaigns = Object.fromEntries(
    names.map((name) => [name, { send: sum(name, 'send'), ...told(sum(name, 'tell')), skip: sum(name, 'skip') }]),
  )
  const busiest = days.reduce<SimulatedDay | undefined>(
    (best, day) => (best && best.send >= day.send ? best : day),
    undefined,
  )
  return {
    send: days.reduce((total, day) => total + day.send, 0),
    ...told(names.reduce((total, name) => total + sum(name, 'tell'), 0)),
    campaigns,
    customers,
    busiestDay: busiest && busiest.send > 0 ? { date: busiest.date, send: busiest.send } : null,
    daysWithoutEmail: days.filter(({ send }) => send === 0).length,
    neverFired: names.filter((name) => campaigns[name]?.send === 0 && campaigns[name].tell === undefined),
    marked: days.flatMap(({ date, marks, send }) => (marks.length > 0 ? [{ date, marks, send }] : [])),
  }
}

function told(tell: number): { readonly tell?: number } {
  return tell > 0 ? { tell } : {}
}
