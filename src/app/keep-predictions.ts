import type { Instant } from '../clock.ts'
import { keepFit } from '../predictions/index.ts'
import type { App } from './open-app.ts'

/**
 * Keeps the models of the week, before its first run. Emails do not wait for a fault in here: it is logged, and rules go
 * by the models of the week before.
 */
export async function keepPredictions(app: App, now: Instant): Promise<void> {
  try {
    const kept = await keepFit(app.at(now), app.shop)
    if (kept !== 'was there') app.log.info('predictions', { kept })
  } catch (error) {
    app.log.error('predictions failed', { error })
  }
}

/** The first orders of a shop: rules can ask for predictions at once, and not only after the first run. */
export async function keepFirstPredictions(app: App, now: Instant): Promise<void> {
  const any = await app.db
    .selectFrom('model_fits')
    .select('day')
    .where('alpha', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (!any) await keepPredictions(app, now)
}
