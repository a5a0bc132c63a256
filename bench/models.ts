/**
 * The models of orders: a fit of 2,357 customers spends its time in the likelihood (promise: at least 80 %, sampled by
 * V8's profiler), 1,000,000 customers are fitted from one pass, and scored as they stream by (promise: under 300 MB).
 * Customers are drawn from BG/NBD with the parameters published for CDNOW; days are whole.
 *
 * `npm run bench models [CUSTOMERS]`
 */

import { Session } from 'node:inspector/promises'
import {
  type BgNbd,
  bgNbdAlive,
  bgNbdExpectedOrders,
  expectedOrderValue,
  type Found,
  fitBgNbd,
  fitParetoNbd,
  gatherHistories,
  groupHistories,
  type History,
  lifetimeValue,
  medianWeeksToNextOrder,
} from '../src/models/index.ts'
import { seededRandom } from '../src/models/seeded-random.ts'
import { drawBgNbd } from '../test/support/simulated-buyers.ts'
import { verdict } from './measure/verdict.ts'

const TRUE: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const VALUES = { p: 6.25, q: 3.74, gamma: 15.44 }
const [customers = 1_000_000] = process.argv.slice(2).map(Number)
const round = (value: number, places = 3) => Number(value.toFixed(places))

const sample = groupHistories(shop(2357, 39, 39))
const bgNbd = timed(() => fitBgNbd(sample))
const paretoNbd = timed(() => fitParetoNbd(sample))
console.log(`2,357 customers in ${sample.length} cells`)
console.table({
  'BG/NBD': { ms: round(bgNbd.ms, 0), evaluations: converged(bgNbd.value).evaluations },
  'Pareto/NBD': { ms: round(paretoNbd.ms, 0), evaluations: converged(paretoNbd.value).evaluations },
})
const share = await shareInLikelihood(() => fitBgNbd(sample))
verdict(`the likelihood takes ${round(100 * share, 1)} % of a BG/NBD fit (at least 80)`, share >= 0.8)

const gathered = timed(() => gatherHistories(shop(customers, 4, 104)))
const { of, cells, customers: read } = gathered.value
const fit = timed(() => fitBgNbd(cells))
const { parameters, standardErrors, customers: fitted } = converged(fit.value)
console.log(`${read.toLocaleString('en')} customers, drawn and gathered in ${round(gathered.ms / 1000, 1)} s: ${of},`)
console.log(`${fitted.toLocaleString('en')} customers in ${cells.length} cells, fitted in ${round(fit.ms / 1000, 1)} s`)
console.table(
  Object.fromEntries(
    (['r', 'alpha', 'a', 'b'] as const).map((name) => [
      name,
      { true: TRUE[name], fitted: round(parameters[name]), 'standard error': round(standardErrors?.[name] ?? 0) },
    ]),
  ),
)
const sure = (['r', 'alpha', 'a', 'b'] as const).every(
  (name) => Math.abs(parameters[name] - TRUE[name]) < 4 * (standardErrors?.[name] ?? 0),
)
verdict('every parameter is within four standard errors of the true one', sure)
const some = [...shop(20_000, 4, 104)]
const [told, right] = [parameters, TRUE].map((one) => sum(some, (history) => bgNbdExpectedOrders(one, history, 52)))
const off = (told ?? 0) / (right ?? 1) - 1
verdict(
  `orders of a year: ${round(100 * off, 2)} % off those of the true parameters (at most 3)`,
  Math.abs(off) <= 0.03,
)

const scoring = timed(() => score(shop(customers, 4, 104), parameters))
const alone = timed(() => sum(shop(customers, 4, 104), ({ x }) => x))
const ms = scoring.ms - alone.ms
const peak = process.resourceUsage().maxRSS / 1024
console.log(
  `scored in ${round(ms / 1000, 1)} s, ${Math.round(customers / (ms / 1000)).toLocaleString('en')} customers/s:`,
)
console.table(scoring.value)
verdict(`at most ${Math.round(peak)} MB at any time, fit included (at most 300)`, peak < 300)

function* shop(count: number, shortest: number, longest: number): Generator<History> {
  const random = seededRandom(count)
  for (let i = 0; i < count; i++) {
    const days = Math.round(7 * (shortest + (longest - shortest) * random()))
    const { x, tx, T } = drawBgNbd(random, TRUE, days / 7)
    yield { x, tx: Math.round(tx * 7) / 7, T }
  }
}

/** All five numbers of each customer, summed; only the sums are kept. */
function score(histories: Iterable<History>, model: BgNbd) {
  const horizon = { weeks: 104, yearlyDiscount: 0.1, margin: 0.3 }
  const sums = { alive: 0, 'orders in 52 weeks': 0, 'lifetime value': 0, 'next order within 4 weeks': 0 }
  for (const history of histories) {
    const value = expectedOrderValue(VALUES, { x: history.x, mean: 35 }) ?? 0
    sums.alive += bgNbdAlive(model, history)
    sums['orders in 52 weeks'] += bgNbdExpectedOrders(model, history, 52)
    sums['lifetime value'] += lifetimeValue((weeks) => bgNbdExpectedOrders(model, history, weeks), value, horizon)
    if (medianWeeksToNextOrder(model, history) <= 4) sums['next order within 4 weeks']++
  }
  return Object.fromEntries(Object.entries(sums).map(([name, total]) => [name, Math.round(total)]))
}

/** The share of samples of the profiler that lie within the likelihood, of those within the work. */
async function shareInLikelihood(work: () => void): Promise<number> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 200 })
  await session.post('Profiler.start')
  for (let again = 0; again < 20; again++) work()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const hits = (id: number): number => {
    const node = nodes.get(id)
    return (node?.hitCount ?? 0) + (node?.children ?? []).reduce((all, child) => all + hits(child), 0)
  }
  /** Of the outermost calls of a function; a bundle may number its name. */
  const within = (name: RegExp) =>
    sum(profile.nodes, ({ id, callFrame }) => (name.test(callFrame.functionName) ? hits(id) : 0))
  return within(/^logLikelihood/) / within(/^fitBgNbd/)
}

function converged<P>(fit: { outcome: string } | Found<P>): Found<P> {
  if (fit.outcome !== 'converged') throw new Error(fit.outcome)
  return fit as Found<P>
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const begun = performance.now()
  const value = work()
  return { value, ms: performance.now() - begun }
}

function sum<T>(all: Iterable<T>, value: (one: T) => number): number {
  let total = 0
  for (const one of all) total += value(one)
  return total
}
