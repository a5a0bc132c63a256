import { isoInstant } from '../clock.ts'
import type { Delivery } from '../deliver/index.ts'
import type { Talk } from './talk.ts'

/** Says why nothing more was handed over, and what ends it. */
export function showStandstill({ halted }: Pick<Delivery, 'halted'>, talk: Talk): void {
  if (!halted) return
  talk.warn(`${talk.paintTalk('yellow', 'halted')}  ${halted.reason}`)
  if (halted.until !== null) talk.warn(`  next  it goes on by itself after ${isoInstant(halted.until)}`)
  else if (halted.code === 'disk_full') talk.warn('  next  free some space; it goes on by itself')
  else talk.warn('  next  mend it, then: perennial resume')
}
