import type { Instant } from '../clock.ts'
import { suppressErased } from '../consent/index.ts'
import { type DbContext, note, noted } from '../db/index.ts'
import type { App } from './open-app.ts'
import { pepperOf } from './pepper.ts'

const LAST_IMPORT = 'last_import'

/**
 * Notes that rows were imported at `now`, so that every screen can say how old the data is; who was erased and came back
 * with the rows stays suppressed.
 */
export async function recordImport(app: Pick<App, 'at' | 'dir' | 'settings'>, now: Instant): Promise<void> {
  const ctx = app.at(now)
  await suppressErased(ctx, () => pepperOf(app))
  await note(ctx, LAST_IMPORT, String(ctx.now))
}

/** When rows were last imported, or undefined when never. */
export async function lastImport(ctx: Pick<DbContext, 'db'>): Promise<Instant | undefined> {
  const at = await noted(ctx, LAST_IMPORT)
  return at === undefined ? undefined : Number(at)
}
