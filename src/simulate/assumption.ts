import { addDays, localDay } from '../calendar/index.ts'
import type { Assumption, SimulationRequest } from './simulation.ts'

/** Says which orders a simulation takes: stored ones up to the present, after it what was asked for. */
export function assumptionOf({ from, to, now, orders, seed }: SimulationRequest, zone: string): Assumption {
  const today = localDay(now, zone)
  if (to <= today) return { orders: 'real', future: null, seed: null, sentence: 'All orders are the real ones.' }
  const future = from > today ? from : addDays(today, 1)
  const after = `After ${today} `
  if (orders === 'none') {
    return { orders, future, seed: null, sentence: `${after}nobody orders, signs up or leaves.` }
  }
  const sentence = `${after}the orders of the last 364 days come again, by the same customers, each in its week or one earlier or later (seed ${seed}); nobody new joins and nobody leaves.`
  return { orders, future, seed, sentence }
}
