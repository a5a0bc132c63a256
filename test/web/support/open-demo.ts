import { type App, openApp, reloadApp } from '../../../src/app/index.ts'
import { fixedClock } from '../../../src/clock.ts'
import { type ServedPages, serveWeb, type WebSource } from '../../../src/web/index.ts'
import { filesOf } from '../../app/support.ts'
import { shopFolder } from '../../cli/run-in-shop.ts'
import { now, sourceOf } from './open-web.ts'

/** A demo shop with its pages on a port. */
export interface Demo {
  readonly app: App
  readonly dir: string
  readonly pages: ServedPages
  close(): Promise<void>
}

/** A demo shop of 500 customers that ran on its last three days, with its pages on a port; the clock stands still. */
export async function openDemo(given: Partial<WebSource> = {}): Promise<Demo> {
  const folder = shopFolder(new Date(now).toISOString(), 'empty')
  await said(folder.run('init', '--demo', '--yes'))
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
    await said(folder.run('send', '--yes', '--as-of', `${day}T09:00:00+01:00`))
  }
  const { value: app } = await openApp(filesOf(folder.dir), {
    flags: { database: undefined, port: undefined, publicPort: undefined },
    env: { PERENNIAL_SECRET: 'a secret of these tests' },
    dotenv: {},
    clock: fixedClock(now),
  })
  if (!app) throw new Error('the demo shop does not open')
  const pages = await serveWeb({ ...sourceOf(app), ...readAgain(app), ...given }, { port: 0 })
  return {
    app,
    dir: folder.dir,
    pages,
    async close() {
      await pages.close()
      await app.close()
      folder.remove()
    },
  }
}

/** Files that change while the pages are open are read again, as `serve` does. */
function readAgain(first: App): Pick<WebSource, 'app' | 'reload'> {
  let app = first
  return {
    app: () => app,
    async reload() {
      const read = await reloadApp(app)
      app = read.app
      return read
    },
  }
}

async function said(running: Promise<{ code: number; talk: string }>): Promise<void> {
  const { code, talk } = await running
  if (code !== 0) throw new Error(talk)
}
