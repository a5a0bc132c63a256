import { isAbsolute, join } from 'node:path'
import { type App, openApp, payWipe, readShopFiles, type ShopFiles, shopFile, sourceOf } from '../app/index.ts'
import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { dotenvOf } from '../config/index.ts'
import { type Log, logLevels, silentLog } from '../log/index.ts'
import { hasErrors, type Problem } from '../problem.ts'
import { readInstant } from './as-of.ts'
import type { Cli } from './cli.ts'
import { counted } from './counts.ts'
import { exitCodes, Failure } from './failure.ts'
import { paintProblem } from './show-problems.ts'

/** An open shop and the instant as of which the command looks at it. */
export interface OpenShop {
  readonly app: App
  readonly now: Instant
}

/** Flags of a command that are settings. */
export interface SettingFlags {
  /** Instead of the one asked for. */
  readonly database?: string | undefined
  readonly port?: string | undefined
  readonly publicPort?: string | undefined
  /** A file for the log, `-` for stderr; absent: none. */
  readonly log?: string | undefined
  /** `left`: what an interrupted erasure owes is looked at and not paid. */
  readonly owed?: 'left' | undefined
}

/**
 * Opens the shop, runs `work` and closes it whatever happens. Broken files are told as a warning, and what needs them
 * is left out; a broken shop file or setting stops the command.
 */
export async function withShop(
  cli: Cli,
  work: (shop: OpenShop) => Promise<number>,
  flags: SettingFlags = {},
): Promise<number> {
  const files = shopFilesOf(cli)
  const log = await logOf(cli, flags.log)
  const { value: app, problems } = await openApp(files, {
    flags: { database: flags.database ?? cli.globals.database, port: flags.port, publicPort: flags.publicPort },
    env: cli.io.env,
    dotenv: dotenvOf(files.dir),
    clock: cli.io.clock,
    log,
  })
  if (!app) throw brokenShop(cli, files, problems)
  try {
    warnOfProblems(cli, app.problems)
    if (flags.owed !== 'left' && (await payWipe(app)) === 'wiped') cli.talk.say('An interrupted erasure was finished.')
    const now = instantOf(cli, app)
    tellPast(cli, app, now)
    return await work({ app, now })
  } finally {
    await app.close()
    log.close()
  }
}

/** The log of a command; its level is that of PERENNIAL_LOG_LEVEL. */
async function logOf({ io }: Cli, to: string | undefined): Promise<Log> {
  if (to === undefined) return silentLog
  const level = logLevels.find((one) => one === (io.env.PERENNIAL_LOG_LEVEL || 'info'))
  if (!level) throw new Failure(`PERENNIAL_LOG_LEVEL must be one of ${logLevels.join(', ')}`)
  const { openLog } = await import('../log/index.ts')
  if (to === '-') return openLog(io.stderr, level)
  try {
    return openLog(isAbsolute(to) ? to : join(io.cwd, to), level)
  } catch (error) {
    throw new Failure(`The log ${to} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The files of the shop's folder; a folder without a shop file is a wrong usage with the way out. */
export function shopFilesOf({ globals, io }: Cli): ShopFiles {
  const files = readShopFiles(globals.dir)
  if (files) return files
  const where = globals.dir === io.cwd ? 'this folder' : globals.dir
  throw new Failure(`There is no ${shopFile} in ${where}`, 'perennial init makes a shop; -C DIR names another folder')
}

/** The instant of `--as-of`, or now. */
export function instantOf(cli: Cli, app: App): Instant {
  const { asOf } = cli.globals
  return asOf === undefined ? cli.io.clock.now() : readInstant(asOf, app.shop.timeZone)
}

/** What carries no time of its own is as it stands now, even as of a past day: whoever reads the answer must know. */
function tellPast({ globals, io, talk }: Cli, { shop: { timeZone } }: App, now: Instant): void {
  if (globals.asOf === undefined || localDay(now, timeZone) >= localDay(io.clock.now(), timeZone)) return
  talk.say('A past day: attributes such as country and language, and whatever has no date, are those of now.')
  talk.say('Memberships of days without a run are worked out from the orders and events.')
}

function brokenShop(cli: Cli, files: ShopFiles, problems: readonly Problem[]): Failure {
  for (const problem of problems) {
    const source = problem.place && sourceOf(files, problem.place.file)
    cli.talk.warn(paintProblem(problem, source, cli.talk))
  }
  const settings = problems.every((problem) => problem.code === 'wrong-setting')
  if (settings) return new Failure('A setting is wrong', 'mend the flag, the environment or .env')
  return new Failure(`${shopFile} cannot be used as it is`, 'mend it, then: perennial check', exitCodes.problems)
}

function warnOfProblems({ talk }: Cli, problems: readonly Problem[]): void {
  if (!hasErrors(problems)) return
  const files = new Set(problems.flatMap(({ severity, place }) => (severity === 'error' && place ? [place.file] : [])))
  const names = [...files].slice(0, 3).join(', ') + (files.size > 3 ? ', …' : '')
  const sentence = `${counted(files.size, 'file')} cannot be read and what needs it is left out: ${names}`
  talk.warn(`${talk.paintTalk('yellow', 'warning')}  ${sentence}`)
  talk.warn('  next  perennial check')
}
