import { numbersFrom } from '../numbers-from.ts'
import type { ApiErrorName } from './errors.ts'

/** Where a request stands: nothing was done, or its emails are accepted and only the answer is missing. */
export type Stage = 'received' | 'accepted'

/**
 * What goes wrong (FAKE-04). After `accepted` each of them is the important one: accepted, and nobody told the sender.
 *
 * `delay`: the stage takes `ms`. `hang`: no answer, the connection stays. `reset`: the connection is torn down.
 * `truncate`: half of the answer, then torn down. `empty`: 200 without a body. `html`: 200 with a page.
 * `drip`: the answer byte by byte, `ms` between. `bad gateway`: 502 with a page. Else the error of that name.
 */
export interface Fault {
  readonly at: Stage
  readonly what: 'delay' | 'hang' | 'reset' | 'truncate' | 'empty' | 'html' | 'drip' | 'bad gateway' | ApiErrorName
  readonly ms?: number
  /** In the words of the error: services quote what they refuse. */
  readonly message?: string
  /** Only requests to this path. */
  readonly path?: string
  /** For so many requests (default 1). */
  readonly times?: number | 'always'
  /** Instead of the next ones: this share of all requests, by the seed. */
  readonly share?: number
}

/** The faults that wait for requests, first come first served; shares are drawn from the seed. */
export interface FaultPlan {
  add(...faults: readonly Fault[]): void
  clear(): void
  /** The fault that meets this request at this stage. */
  next(stage: Stage, path: string): Fault | undefined
}

/** A plan of faults; equal seeds draw equal shares for equal sequences of requests. */
export function faultPlan(seed: number): FaultPlan {
  let waiting: { fault: Fault; left: number }[] = []
  const random = numbersFrom(seed)
  return {
    add(...faults) {
      waiting.push(...faults.map((fault) => ({ fault, left: timesOf(fault) })))
    },
    clear: () => {
      waiting = []
    },
    next(stage, path) {
      const fits = ({ fault }: { fault: Fault }) => fault.at === stage && (fault.path ?? path) === path
      const found = waiting.find((one) => fits(one) && (one.fault.share === undefined || random() < one.fault.share))
      if (found && --found.left <= 0) waiting = waiting.filter((one) => one !== found)
      return found?.fault
    },
  }
}

function timesOf({ times, share }: Fault): number {
  if (times === 'always' || (share !== undefined && times === undefined)) return Number.POSITIVE_INFINITY
  return times ?? 1
}
