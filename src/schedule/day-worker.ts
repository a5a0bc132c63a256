/** The thread on which `serve` plans a day: it opens the shop anew, does one thing and ends. */
import { withAppOnThread } from '../app/index.ts'
import { type LogLine, relayedLog } from '../log/index.ts'
import { answerOnThread } from '../thread/index.ts'
import type { DayOrder } from './day-thread.ts'
import { workOnDay } from './day-work.ts'

await answerOnThread((order: DayOrder, say: (line: LogLine) => void) => {
  const log = order.log === 'told' ? relayedLog(say) : undefined
  return withAppOnThread(order, (app) => workOnDay(app, order.now, order.task), log)
})
