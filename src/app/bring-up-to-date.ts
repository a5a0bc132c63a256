import type { Instant } from '../clock.ts'
import { dropOutdated } from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import type { InsightKind } from './insight-tasks.ts'
import type { InsightRange } from './sample-days.ts'
import { readInsights } from './read-insights.ts'
import type { ShopFiles } from './shop-files.ts'
import { workOnInsights } from './work-on-insights.ts'

/** How far counting has come. */
export interface InsightProgress {
  readonly done: number
  /** 0 until it is known. */
  readonly of: number
}

/** Drops what new orders made wrong, then counts and keeps what a range still needs, or some kinds of it. */
export async function bringUpToDate(
  app: Rules & { readonly files: ShopFiles },
  now: Instant,
  range: InsightRange,
  onProgress: (progress: InsightProgress) => void,
  kinds: readonly InsightKind[] | 'all' = 'all',
): Promise<void> {
  await dropOutdated({ db: app.db, dialect: app.dialect, now })
  const { todo: open, first } = await readInsights(app, now, range)
  if (first === undefined) return
  const todo = open.filter(({ kind }) => kinds === 'all' || kinds.includes(kind))
  let done = 0
  onProgress({ done, of: todo.length })
  await workOnInsights(app, todo, () => {
    done += 1
    onProgress({ done, of: todo.length })
  })
}
