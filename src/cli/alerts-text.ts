import { alertSentences } from '../app/index.ts'
import type { Shop } from '../config/index.ts'
import type { Alerts } from '../insights/index.ts'
import { counted } from './counts.ts'

/** Alerts as lines: each number with its range, each customer with the rhythm that they broke. */
export function alertLines(found: Alerts, shop: Shop): string[] {
  const { week, numbers, customers, more } = found
  if (numbers.length + customers.length === 0) {
    return [`Nothing left its usual range in ${week.from} to ${week.to}, and no good customer became late.`]
  }
  return [
    `Seven days: ${week.from} to ${week.to}.`,
    ...alertSentences(found, shop).flat(),
    ...(more > 0 ? [`And ${counted(more, 'customer')} more: perennial alerts --most ${customers.length + more}`] : []),
  ]
}
