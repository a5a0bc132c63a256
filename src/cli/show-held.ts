import type { Surprise } from '../plan/index.ts'
import { count, counted } from './counts.ts'
import type { Talk } from './talk.ts'

/** `4,120 emails to 4,120 customers, and twice the median of 30 days is 122`. */
export function surpriseWords({ recipients, emails, most, because }: Surprise): string {
  return `${counted(emails, 'email')} to ${counted(recipients, 'customer')}, and ${because} is ${count(Math.floor(most))}`
}

/** Says what a run held back until somebody confirms the number, and how to. */
export function showHeld(held: readonly Surprise[], talk: Talk): void {
  for (const surprise of held) {
    talk.warn(`${talk.paintTalk('bold', talk.paintTalk('red', 'held'))}  ${surpriseWords(surprise)}`)
  }
  if (held.length === 0) return
  const customers = held.reduce((sum, { recipients }) => sum + recipients, 0)
  talk.warn(`  next  perennial plan shows them; perennial send --yes ${customers} lets them go`)
}
