import type { Problem } from '../problem.ts'
import type { App } from './open-app.ts'
import { readShopFiles } from './shop-files.ts'
import { textsOf } from './texts.ts'
import { openTemplates } from './templates.ts'

/** The app after a look at the shop's folder, and what is wrong when it could not be taken over. */
export interface Reloaded {
  readonly app: App
  readonly changed: 'changed' | 'same' | 'broken'
  readonly problems: readonly Problem[]
}

/**
 * Reads the files again if one changed, over the same database: a marketer edits while `serve` runs. A shop file that
 * is broken leaves everything as it was.
 */
export async function reloadApp(app: App): Promise<Reloaded> {
  const files = readShopFiles(app.dir)
  if (!files) return { app, changed: 'broken', problems: [] }
  if (JSON.stringify(files) === JSON.stringify(app.files)) return { app, changed: 'same', problems: app.problems }
  const { readProgramme } = await import('./read-programme.ts')
  const { value, problems } = readProgramme(files)
  if (!value) return { app, changed: 'broken', problems }
  // Another mail service needs its own secret, which is looked for at the start.
  const { links, provider } = app.shop
  const shop = Object.freeze({ ...value.shop, links, provider })
  const templates = openTemplates(files, () => textsOf(files, shop.languages))
  return { app: { ...app, ...value, shop, files, templates, problems }, changed: 'changed', problems }
}
