import { type App, openApp, readShopFiles, type ShopFiles } from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { freshDatabase } from '../support/fresh-database.ts'
import { copyShippedShop, type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'

/** A copy of the shipped shop in a folder of its own. */
export function shippedShop(): TemporaryFolder {
  const folder = temporaryFolder('app')
  copyShippedShop(folder.dir)
  return folder
}

/** The files of a shop that must be there. */
export function filesOf(dir: string): ShopFiles {
  const files = readShopFiles(dir)
  if (!files) throw new Error(`no shop in ${dir}`)
  return files
}

/** The shop opened over a fresh database, the clock standing at `now`. */
export async function openedApp(dir: string, now = Date.UTC(2026, 10, 22, 8), database?: string): Promise<App> {
  const { url, drop } = database ? { url: database, drop: async () => {} } : await freshDatabase()
  const { value } = await openApp(filesOf(dir), {
    flags: { database: url, port: undefined, publicPort: undefined },
    env: { PERENNIAL_SECRET: 'a secret of these tests' },
    dotenv: {},
    clock: fixedClock(now),
  })
  if (!value) throw new Error('the shop does not open')
  return { ...value, close: () => value.close().then(drop) }
}
