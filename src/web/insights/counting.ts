import { type App, type InsightProgress, type InsightRange, updateInsights } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'

/** Whether something is being counted beside the pages, and how far it has come. */
export type Counting =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly progress: InsightProgress }
  | { readonly state: 'failed' }

/** Counts beside the pages, one range at a time. */
export interface Counter {
  readonly now: () => Counting
  /** Begins unless it is at work or has failed; waits a little, so that a small shop has its pictures at once. */
  begin(app: App, at: Instant, range: InsightRange): Promise<void>
  /** After a failure: it may try again. */
  forgive(): void
}

/** A page waits so many milliseconds for what may be quick. */
const PATIENCE = 500
/** And so many where it was not: a page that asks again has been waiting. */
const A_MOMENT = 20

/** Makes the one counter of the pages. */
export function openCounter(): Counter {
  let counting: Counting = { state: 'idle' }
  let work: Promise<void> = Promise.resolve()
  const update = async (app: App, at: Instant, range: InsightRange) => {
    try {
      await updateInsights(app, at, range, (progress) => {
        counting = { state: 'working', progress }
      })
      counting = { state: 'idle' }
    } catch (error) {
      counting = { state: 'failed' }
      app.log.error('insights could not be counted', { error })
    }
  }
  return {
    now: () => counting,
    async begin(app, at, range) {
      if (counting.state === 'failed') return
      const begun = counting.state === 'idle'
      if (begun) {
        counting = { state: 'working', progress: { done: 0, of: 0 } }
        work = update(app, at, range)
      }
      let timer: NodeJS.Timeout | undefined
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, begun ? PATIENCE : A_MOMENT)
      })
      await Promise.race([work, patience])
      clearTimeout(timer)
    },
    forgive() {
      if (counting.state === 'failed') counting = { state: 'idle' }
    },
  }
}
