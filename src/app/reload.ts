import type { Problem } from '../problem.ts'
import type { App } from './open-app.ts'
import { nameOf, readShopFiles, type ShopFiles } from './shop-files.ts'
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
  if (isSame(files, app.files)) return { app, changed: 'same', problems: app.problems }
  if (isSame(aroundTemplates(files), aroundTemplates(app.files))) {
    // Whoever writes an email saves often and waits for its picture: what nobody touched is not read again.
    const { problems } = app
    return {
      app: { ...app, files, templates: openTemplates(files, app.templates.texts) },
      changed: 'changed',
      problems,
    }
  }
  const { readProgramme } = await import('./read-programme.ts')
  const { value, problems } = readProgramme(files)
  if (!value) return { app, changed: 'broken', problems }
  // Another mail service needs its own secret, which is looked for at the start.
  const { links, provider } = app.shop
  const shop = Object.freeze({ ...value.shop, links, provider })
  const templates = openTemplates(files, () => textsOf(files, shop.languages))
  return { app: { ...app, ...value, shop, files, templates, problems }, changed: 'changed', problems }
}

/** All that is read from the files but what templates themselves and their partials say. */
function aroundTemplates({ shop, segments, campaigns, goals, locales, templates }: ShopFiles) {
  return { shop, segments, campaigns, goals, locales, templates: templates.map(nameOf) }
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
