import type { Clock } from '../clock.ts'
import { linkSecret, readSettings, type Settings, type SettingSources } from '../config/index.ts'
import type { DbContext, OnQuery, OpenDb } from '../db/index.ts'
import { type Log, silentLog } from '../log/index.ts'
import type { Checked, Problem } from '../problem.ts'
import { serviceSettings } from './mail-service.ts'
import { type Programme, readProgramme } from './read-programme.ts'
import type { ShopFiles } from './shop-files.ts'
import { textsOf } from './texts.ts'
import { openTemplates, type Templates } from './templates.ts'

/** An open shop: its files read and checked, its database at hand. `close` it when done. */
export interface App extends Programme, Omit<OpenDb, 'close'> {
  /** The shop's folder, absolute. */
  readonly dir: string
  readonly files: ShopFiles
  readonly settings: Settings
  readonly templates: Templates
  readonly clock: Clock
  /** What happens is told here; silent unless somebody listens. */
  readonly log: Log
  /** What is wrong with the files; the broken ones and what needs them are left out of the rest. */
  readonly problems: readonly Problem[]
  /** What queries need, as of an instant. */
  at(now: number): DbContext
  /** The secrets of links: the first signs, made at first use; all are accepted. */
  secrets(): readonly [string, ...string[]]
  close(): Promise<void>
}

/** What an app is opened with. */
export interface AppOptions extends Omit<SettingSources, 'file' | 'service'> {
  readonly clock: Clock
  readonly log?: Log
}

/**
 * Opens a shop: reads and checks its files, opens its database and brings the tables up to date. No value where the
 * shop file or a setting is broken; throws `DatabaseProblem` where the database cannot be used.
 */
export async function openApp(files: ShopFiles, options: AppOptions): Promise<Checked<App>> {
  const { value: programme, problems } = readProgramme(files)
  if (!programme) return { problems }
  const service = await serviceSettings(programme.shop.provider)
  const settings = readSettings({ ...options, file: { links: programme.shop.links }, service })
  if (!settings.value) return { problems: [...problems, ...settings.problems] }
  const shop = Object.freeze({ ...programme.shop, links: settings.value.links })
  // Loaded here, so that commands without a database do not wait for its driver.
  const { openDb } = await import('../db/index.ts')
  const { log = silentLog } = options
  const store = await openDb(settings.value.database, files.dir, options.clock.now(), queryListener(log))
  let secret: string | undefined
  const app: App = {
    ...programme,
    ...store,
    shop,
    dir: files.dir,
    files,
    settings: settings.value,
    templates: openTemplates(files, () => textsOf(files, shop.languages)),
    clock: options.clock,
    log,
    problems,
    at: (now) => ({ db: store.db, dialect: store.dialect, now }),
    secrets() {
      secret ??= linkSecret(files.dir, app.settings.secret)
      return [secret, ...app.settings.oldSecrets]
    },
  }
  return { value: app, problems }
}

/** Each query at the level of debugging, without its values; nobody listens to a silent log. */
function queryListener(log: Log): OnQuery | undefined {
  if (log === silentLog) return undefined
  return (sql, ms, error) => {
    const fields = { sql: sql.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_SQL), ms: Math.round(ms * 10) / 10 }
    if (error === undefined) log.debug('query', fields)
    else log.warn('query failed', { ...fields, error })
  }
}

const LONGEST_SQL = 2000
