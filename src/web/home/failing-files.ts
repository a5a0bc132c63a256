import { type App, type TestedFile, testShop } from '../../app/index.ts'
import { type Day, localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'

/** A segment or campaign of which some examples do not hold. */
export interface FailingFile extends Pick<TestedFile, 'name' | 'kind'> {
  readonly failed: number
  readonly examples: number
}

/** The files whose examples do not hold, tried once a day and after each change of a file: they ask no database. */
export async function failingFiles(app: App, now: Instant): Promise<readonly FailingFile[]> {
  const day = localDay(now, app.shop.timeZone)
  const kept = known.get(app)
  if (kept?.day === day) return kept.files
  const tested = await testShop(app, now)
  const files = tested.flatMap(({ name, kind, examples }) => {
    const failed = examples.filter(({ problem }) => problem).length
    return failed === 0 ? [] : [{ name, kind, failed, examples: examples.length }]
  })
  known.set(app, { day, files })
  return files
}

const known = new WeakMap<App, { readonly day: Day; readonly files: readonly FailingFile[] }>()
