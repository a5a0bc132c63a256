import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp, reloadApp } from '../../../src/app/index.ts'
import { fixedClock } from '../../../src/clock.ts'
import { firstCommit } from '../../../src/diff/index.ts'
import { type ServedPages, serveWeb, type WebSource } from '../../../src/web/index.ts'
import { filesOf } from '../../app/support.ts'
import { shopFolder } from '../../cli/run-in-shop.ts'
import { now, sourceOf } from './open-web.ts'

/** A demo shop with its pages on a port. */
export interface Demo {
  readonly app: App
  readonly dir: string
  readonly pages: ServedPages
  /** Reads files that were changed. */
  reload(): Promise<unknown>
  close(): Promise<void>
}

/** A demo shop of 500 customers that ran on its last three days, with its pages on a port; the clock stands still. */
export async function openDemo(given: Partial<WebSource> = {}): Promise<Demo> {
  const folder = shopFolder(new Date(now).toISOString(), 'empty')
  await said(folder.run('init', '--demo', '--yes'))
  await withAPast(folder.dir)
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
  const source = { ...sourceOf(app), ...readAgain(app), ...given }
  const pages = await serveWeb(source, { port: 0 })
  return {
    app,
    dir: folder.dir,
    pages,
    reload: () => source.reload(),
    async close() {
      await pages.close()
      await app.close()
      folder.remove()
    },
  }
}

/** A repository in which a rule and an email said something else, so that there is something to compare with. */
async function withAPast(dir: string): Promise<void> {
  const before = [
    ['segments/lapsed.yaml', 'more than 180 days', 'more than 170 days'],
    ['templates/welcome-1.mjml', '</mj-text>', ' …</mj-text>'],
  ] as const
  const now = before.map(([file]) => readFileSync(join(dir, file), 'utf8'))
  for (const [at, [file, from, to]] of before.entries()) {
    const text = now[at] ?? ''
    if (!text.includes(from)) throw new Error(`${file} says something else now`)
    writeFileSync(join(dir, file), text.replace(from, to))
  }
  await firstCommit(dir)
  for (const [at, [file]] of before.entries()) writeFileSync(join(dir, file), now[at] ?? '')
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
