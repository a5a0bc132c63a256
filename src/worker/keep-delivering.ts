import { anythingDue } from '../deliver/index.ts'
import { deliverOnce } from './deliver-once.ts'
import type { Work } from './work.ts'

/** The delivery of one worker; `end` waits until what it holds is handed over. */
export interface Delivering {
  /** Looks at once, even after a pause. */
  soon(): void
  end(): Promise<void>
}

const LOOK = 1_000
/** Where what is due cannot go, because a campaign paused or the service's quota is gone, it is asked ever less often. */
const LONGEST_PAUSE = 60_000
const LONGEST_AFTER_FAILURE = 10_000

/**
 * Looks each second whether anything is due and hands it over until nothing is left. Each worker does, beside the
 * others: none of them waits for its turn, and a claim takes what nobody else holds.
 */
export function keepDelivering(work: Work, atOnce: number): Delivering {
  const bell = openBell()
  let pause = LOOK
  const round = async () => {
    const { app, clock } = work
    if ((await anythingDue(app().at(clock.now()))) === 'no') return LOOK
    const { submitted, failed, uncertain, skipped } = await deliverOnce(work, atOnce)
    return submitted + failed + uncertain + skipped > 0 ? LOOK : Math.min(pause * 2, LONGEST_PAUSE)
  }
  const ended = (async () => {
    while (!work.stop.aborted) {
      try {
        pause = await round()
      } catch (error) {
        // A database that comes back is not kept waiting.
        pause = Math.min(pause * 2, LONGEST_AFTER_FAILURE)
        work.heard.failed('This delivery failed and the next will try again', error)
      }
      await bell.wait(pause)
    }
  })()
  work.stop.addEventListener('abort', bell.ring, { once: true })
  return {
    soon() {
      pause = LOOK
      bell.ring()
    },
    end: () => ended,
  }
}

/** A sleep that ends early when somebody rings; one ring is remembered. */
function openBell() {
  let state: 'still' | 'rung' = 'still'
  let wake: (() => void) | undefined
  return {
    ring() {
      state = 'rung'
      wake?.()
    },
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(end, state === 'rung' ? 0 : ms)
        function end() {
          clearTimeout(timer)
          state = 'still'
          wake = undefined
          resolve()
        }
        wake = end
      }),
  }
}
