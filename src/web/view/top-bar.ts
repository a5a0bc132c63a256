import { type App, lastImport, nextRun } from '../../app/index.ts'
import type { Instant } from '../../clock.ts'

/** What stands on every screen: how fresh all of it is, and whether anything can leave this computer. */
export interface TopBar {
  readonly shop: string
  readonly dataFrom: Instant | undefined
  readonly nextRun: Instant
  readonly provider: string
  readonly problems: number
}

/** Reads the top bar as of `now`. */
export async function topBarOf(app: App, now: Instant): Promise<TopBar> {
  return {
    shop: app.shop.name,
    dataFrom: await lastImport(app),
    nextRun: nextRun(app, now),
    provider: app.shop.provider,
    problems: app.problems.filter(({ severity }) => severity === 'error').length,
  }
}
