import { schedule } from 'node-cron'

/** A ticker that was started; `stop` waits for the tick under way. */
export interface Ticker {
  stop(): Promise<void>
}

/**
 * Calls `tick` at once and then each minute, one at a time. node-cron is only the ticker (CRON-02, CRON-03): a minute
 * it misses because the process was busy or asleep is made up for by the next, since the database says what is due.
 */
export function startTicker(tick: () => Promise<void>, onError: (error: unknown) => void): Ticker {
  let running: Promise<void> | undefined
  const once = () => {
    running ??= Promise.resolve()
      .then(() => tick())
      .catch(onError)
      .finally(() => {
        running = undefined
      })
    return running
  }
  const task = schedule('* * * * *', once, {
    name: 'perennial',
    timezone: 'UTC',
    noOverlap: true,
    suppressMissedWarning: true,
    logger: silent,
  })
  void once()
  return {
    async stop() {
      await task.destroy()
      await running
    },
  }
}

/** A minute that is skipped because the tick before is still at it is nothing to tell a person; errors go to `onError`. */
const silent = { info() {}, warn() {}, error() {}, debug() {} }
