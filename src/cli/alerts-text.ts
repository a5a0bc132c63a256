import { type App, alertSentences, noticeSentence } from '../app/index.ts'
import type { Alerts } from '../insights/index.ts'
import { counted } from './counts.ts'

/** Alerts as lines: each number with its range, each customer with the rhythm that they broke, then whom campaigns named. */
export function alertLines(found: Alerts, app: Pick<App, 'shop' | 'campaigns'>): string[] {
  const { week, numbers, customers, more, notices, moreNotices } = found
  const quiet = `Nothing left its usual range in ${week.from} to ${week.to}, and no good customer became late.`
  const isQuiet = numbers.length + customers.length === 0
  return [
    isQuiet ? quiet : `Seven days: ${week.from} to ${week.to}.`,
    ...alertSentences(found, app.shop).flat(),
    ...andMore(more, customers.length),
    ...notices.map((notice) => `${notice.day} ${notice.to}: ${noticeSentence(notice, app)}`),
    ...andMore(moreNotices, notices.length),
  ]
}

function andMore(more: number, shown: number): string[] {
  return more > 0 ? [`And ${counted(more, 'customer')} more: perennial alerts --most ${shown + more}`] : []
}
