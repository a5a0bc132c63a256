/**
 * The arithmetic of "Beyond one PostgreSQL" in docs/operations.md, checked by simulation: how evenly customers fall onto
 * shards by the hash that shares and holdouts use, and how long a day's emails take through the limit of a mail service
 * with workers that wait for it. Nothing is measured here but the hash; speeds and bytes are those of the other benches.
 *
 * `npm run bench beyond [CUSTOMERS] [SHARDS]`
 */

import { bucketOf } from '../src/db/index.ts'
import { numbersFrom } from '../test/support/numbers-from.ts'
import { verdict } from './measure/verdict.ts'

const [customers = 100_000_000, shards = 64] = process.argv.slice(2).map(Number)
/** Ids hashed: the spread of more customers is smaller, by the root of their number. */
const SAMPLE = 1_000_000
/** An email a customer every thirty days. */
const EMAILS_A_DAY = customers / 30
/** Resend's limit for a team: ten requests of a hundred a second; five per cent are left for the edges of its windows. */
const REQUESTS_PER_SECOND = 10 * 0.95
const EMAILS_A_REQUEST = 100
/** Requests a worker has under way, and how long the service takes for one, in seconds. */
const AT_ONCE = 3
const LATENCY = { shortest: 0.1, longest: 0.9 } as const

judgeShards()
judgeDelivery()

/** The fullest shard decides how long a day takes and how large a machine must be. */
function judgeShards(): void {
  const counts = new Array<number>(shards).fill(0)
  for (let i = 0; i < SAMPLE; i++) {
    const shard = Number(BigInt(`0x${bucketOf(`shard:c${i}`)}`) % BigInt(shards))
    counts[shard] = (counts[shard] ?? 0) + 1
  }
  const mean = SAMPLE / shards
  const fullest = Math.max(...counts) / mean
  // Of `shards` counts with a spread of one part in the root of the mean, the largest lies about three spreads above.
  const expected = 1 + Math.sqrt((2 * Math.log(shards)) / mean)
  console.table({
    shards: { value: shards },
    'customers a shard': { value: Math.round(customers / shards) },
    [`fullest of ${SAMPLE} hashed ids`]: { value: `${((fullest - 1) * 100).toFixed(2)} % above the mean` },
    'by arithmetic': { value: `${((expected - 1) * 100).toFixed(2)} %` },
  })
  verdict(`the fullest shard holds ${fullest.toFixed(3)} times the mean (at most 1.05)`, fullest <= 1.05)
}

/** Workers needed until the limit of the service is what they wait for, and the hours of a day's emails. */
function judgeDelivery(): void {
  const mean = (LATENCY.shortest + LATENCY.longest) / 2
  const perWorker = AT_ONCE / mean
  const needed = Math.ceil(REQUESTS_PER_SECOND / perWorker)
  const requests = Math.ceil(EMAILS_A_DAY / EMAILS_A_REQUEST)
  const rows = Array.from({ length: needed + 2 }, (_, i) => i + 1).map((workers) => {
    const byHand = requests / Math.min(REQUESTS_PER_SECOND, workers * perWorker) / 3600
    const simulated = drain(requests, workers) / 3600
    return { workers, 'hours by arithmetic': rounded(byHand), 'hours simulated': rounded(simulated) }
  })
  console.table(rows)
  for (const row of rows) {
    const off = Math.abs(row['hours simulated'] / row['hours by arithmetic'] - 1)
    verdict(
      `${row.workers} workers: arithmetic and simulation differ by ${(off * 100).toFixed(1)} % (at most 10)`,
      off <= 0.1,
    )
  }
  console.log(
    `${Math.round(EMAILS_A_DAY).toLocaleString('en')} emails a day; from ${needed} workers on the service sets the pace`,
  )
}

/** Seconds until the last request is answered: a turn for each, and workers that have so many under way. */
function drain(requests: number, workers: number): number {
  const next = numbersFrom(20_261_122)
  const free = new Float64Array(workers * AT_ONCE)
  let turn = 0
  let last = 0
  for (let i = 0; i < requests; i++) {
    const slot = free.indexOf(Math.min(...free))
    const goes = Math.max(turn, free[slot] ?? 0)
    turn = goes + 1 / REQUESTS_PER_SECOND
    last = goes + LATENCY.shortest + (LATENCY.longest - LATENCY.shortest) * next()
    free[slot] = last
  }
  return last
}

function rounded(hours: number): number {
  return Math.round(hours * 100) / 100
}
