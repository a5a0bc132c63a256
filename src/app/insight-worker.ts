/** The thread on which insights are counted: it opens the shop anew, counts once and ends. */
import { answerOnThread } from '../thread/index.ts'
import { withAppOnThread } from './app-on-thread.ts'
import { bringUpToDate, type InsightProgress } from './bring-up-to-date.ts'
import type { InsightOrder } from './insight-thread.ts'

await answerOnThread((order: InsightOrder, say: (progress: InsightProgress) => void) =>
  withAppOnThread(order, (app) => bringUpToDate(app, order.now, order.range, say)),
)
