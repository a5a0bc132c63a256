import type { App } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { lastTick } from '../schedule/index.ts'
import type { Tallies } from './tallies.ts'

/** What is asked how a process does. */
export interface HealthSource {
  app(): App
  now(): Instant
  readonly tallies: Tallies
}

/** A schedule that is silent for so long is not well (CRON-11), in ms. */
const OLDEST_TICK = 180_000
/** How long the database may take for its answer, in ms. */
const PATIENCE = 3_000

/** `well`, or why not in a sentence: the database answers, and somebody has ticked lately. */
export async function healthOf({ app, now }: HealthSource): Promise<'well' | { readonly reason: string }> {
  let tick: Instant | undefined
  try {
    tick = await inTime(lastTick(app()), PATIENCE)
  } catch (error) {
    return { reason: `the database does not answer: ${wordOf(error)}` }
  }
  if (tick === undefined) return { reason: 'no tick yet' }
  const age = now() - tick
  return age <= OLDEST_TICK ? 'well' : { reason: `the last tick was ${Math.round(age / 1000)} s ago` }
}

/** The address of the server and its user stand in the messages of drivers: the code says enough. */
function wordOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof TooLate ? error.message : 'see the log'
}

class TooLate extends Error {}

/** The same, or an error after so many ms. */
function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(`nothing for ${ms / 1000} s`)), ms)
  })
  answer.catch(() => undefined)
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
