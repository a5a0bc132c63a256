import { addDays, type Day, dayNumber, localDay, startOfDay } from '../calendar/index.ts'
import { inTransaction, type OpenDb, openCopy } from '../db/index.ts'
import { assumptionOf } from './assumption.ts'
import { summariseCustomers } from './customers.ts'
import { forgetFuture, forgetRuns } from './forget.ts'
import { replayOrders } from './replay-orders.ts'
import { prepareDays, simulateDay } from './simulate-day.ts'
import type { CustomerTotal, Programme, SimulatedDay, Simulation, SimulationRequest } from './simulation.ts'
import { totalsOf } from './totals.ts'

/** A simulation with what each customer got, or how far it came before it was interrupted. */
export type Simulated =
  | { readonly state: 'done'; readonly simulation: Simulation; readonly customers: readonly CustomerTotal[] }
  | { readonly state: 'interrupted'; readonly days: number }

/** Asks the copy about the simulated days before it is removed. */
export type AtEnd = (copy: Pick<OpenDb, 'db' | 'dialect'>) => Promise<void>

/**
 * Runs the whole programme day by day on a copy of the data, with emails assumed delivered. The original is not touched
 * and the copy is removed; `atEnd` may ask it first. The same data, files and request give the same simulation.
 */
export async function simulate(
  programme: Programme,
  store: Pick<OpenDb, 'db' | 'dialect'>,
  request: SimulationRequest,
  atEnd: AtEnd = async () => {},
): Promise<Simulated> {
  const copy = await openCopy(store, request.now)
  try {
    return await inTransaction(copy.db, (db) => simulateIn(programme, { ...copy, db }, request, atEnd))
  } finally {
    await copy.close()
  }
}

async function simulateIn(
  programme: Programme,
  copy: OpenDb,
  request: SimulationRequest,
  atEnd: AtEnd,
): Promise<Simulated> {
  const { db, dialect } = copy
  const { from, to, now } = request
  const zone = programme.shop.timeZone
  await forgetRuns(db, startOfDay(from, zone))
  const future = to > localDay(now, zone)
  if (future) await forgetFuture(db, now)
  if (future && request.orders === 'replay-last-year') {
    await replayOrders({ db, dialect, now }, startOfDay(addDays(to, 1), zone), request.seed)
  }
  const capped = await prepareDays(copy)
  const days = await simulateDays(programme, copy, request, capped)
  if (days.length < lengthOf(request)) return { state: 'interrupted', days: days.length }
  const { totals, summary } = await summariseCustomers(copy, request, zone, capped)
  await atEnd(copy)
  const assumption = assumptionOf(request, zone)
  const simulation = { from, to, timeZone: zone, assumption, days, totals: totalsOf(days, summary) }
  return { state: 'done', simulation, customers: totals }
}

async function simulateDays(
  programme: Programme,
  copy: OpenDb,
  request: SimulationRequest,
  capped: string,
): Promise<SimulatedDay[]> {
  const days: SimulatedDay[] = []
  const length = lengthOf(request)
  for (let i = 0; i < length && !request.signal?.aborted; i++) {
    const date: Day = addDays(request.from, i)
    const onStep = (step: number, steps: number) => request.onPart?.(i + step / steps, length)
    days.push(await simulateDay(programme, { db: copy.db, dialect: copy.dialect }, date, capped, onStep))
    request.onDay?.(i + 1, length)
    // Ctrl-C is heard between two days.
    await new Promise((resolve) => setImmediate(resolve))
  }
  return days
}

function lengthOf({ from, to }: SimulationRequest): number {
  return dayNumber(to) - dayNumber(from) + 1
}
