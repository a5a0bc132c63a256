import { type App, sendAlerts } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import { dropNotices } from './drop-notices.ts'

/** Tells people of the shop what is new, after the customers' emails: whatever goes wrong with it stops no run. */
export async function tellStaff(app: App, now: Instant): Promise<void> {
  try {
    await dropNotices(app, now)
    for (const told of await sendAlerts(app, now)) {
      if (told.state === 'sent') app.log.info('alerts sent', {})
      if (told.state === 'failed') app.log.warn('alerts were not sent', { why: told.why })
    }
  } catch (error) {
    app.log.error('alerts failed', { error })
  }
}
