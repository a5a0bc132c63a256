import { localDay } from '../../calendar/index.ts'
import { doubtedUntil, keptSince } from '../../schedule/index.ts'
import { oldestEvent } from '../../track/index.ts'
import { type Check, ok, warning } from '../finding.ts'

/** A run a day removes what is over its time; that many ms after it nothing of it should be left. */
const TOLERANCE = 2 * 86_400_000

/** Whether reports about emails are kept no longer than the shop says (PRIV-05). */
export const retention: Check = {
  name: 'retention',
  doc: 'reports about emails are kept no longer than `retention` says',
  async look({ app, now }) {
    const months = `${app.shop.retention} months`
    const oldest = await oldestEvent(app)
    if (oldest === undefined) return ok(`Reports about emails are kept for ${months}; there is none yet`)
    const day = localDay(oldest, app.shop.timeZone)
    if (oldest >= keptSince(app, now) - TOLERANCE) {
      return ok(`Reports about emails are kept for ${months}; the oldest is of ${day}`)
    }
    const until = await doubtedUntil(app.at(now))
    if (until !== undefined) {
      const then = localDay(until, app.shop.timeZone)
      return warning(
        `The clock jumped, or nothing ran for a week: no report is removed before ${then}`,
        'look at the clock of this computer',
      )
    }
    return warning(`A report about an email is of ${day}, older than ${months}`, 'perennial serve, or perennial send')
  },
}
