import {
  type App,
  keepSuppressionList,
  payWipe,
  type Reloaded,
  reloadApp,
  statusOf,
  workOffWebhooks,
} from '../app/index.ts'
import { type Instant, isoInstant } from '../clock.ts'
import { dayOnThread, deliver, type RunSlot, startTicker, tick, type Ticked } from '../schedule/index.ts'
import { type ServedPublic, servePublic } from '../public/index.ts'
import { type Listening, type ServedPages, serveWeb } from '../web/index.ts'
import type { Cli } from './cli.ts'
import { counted } from './counts.ts'
import { shortInstant, zoneCity } from './day-words.ts'
import { exitCodes, Failure } from './failure.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { showHeld } from './show-held.ts'
import { showStandstill } from './show-standstill.ts'
import { tellSilence } from './tell-silence.ts'

/** How the web view is shown: to whom, and whether names may be seen. */
export interface WebFlags {
  readonly mask?: boolean
  /** An address of this computer to listen on besides 127.0.0.1, and where browsers reach it: `https://…`. */
  readonly host?: string
  readonly address?: string
}

/** Runs the schedule and the web view until the command is interrupted; what is under way is finished. */
export async function serveShop(cli: Cli, opened: App, flags: WebFlags = {}): Promise<number> {
  const { io, talk } = cli
  let app = opened
  io.interrupt.drain()
  const reload = async () => {
    const read = await reloaded(cli, app)
    app = read.app
    return read
  }
  const pages = await openPages(() => app, cli, reload, flags)
  const outside = await openPublicPages(() => app, cli, pages)
  talk.print(`${app.shop.name}: ${pages.entrance}`)
  talk.say(`Links in emails lead to ${app.shop.links}, served on ${outside.url}`)
  const { nextRun } = await statusOf(app, io.clock.now())
  talk.say(`Next run ${localTimeOf(app, nextRun, io.clock.now())}. Ctrl-C stops.`)
  const told: Told = { halt: undefined, silence: undefined, tidy: 'owed' }
  const ticker = startTicker(
    async () => {
      await reload()
      await runTick(cli, app, told)
    },
    (error) => {
      app.log.error('tick failed', { error })
      talk.warn(`error  This tick failed and the next will try again: ${messageOf(error)}`)
    },
  )
  await interrupted(io.interrupt.signal)
  talk.say('Stopping…')
  await ticker.stop()
  await outside.close()
  await pages.close()
  return exitCodes.fine
}

async function runTick(cli: Cli, app: App, told: Told): Promise<void> {
  const { talk, io } = cli
  const now = io.clock.now()
  // Somebody was erased while we had the database open.
  const wipe = await payWipe(app)
  if (wipe !== 'nothing owed') app.log[wipe === 'wiped' ? 'info' : 'warn']('traces of an erasure', { wipe })
  const { signal } = io.interrupt
  const runSlot: RunSlot = async ({ slot }) => {
    const { summary } = await dayOnThread<'run'>(app, io.clock.now(), { kind: 'run', slot }, signal)
    if (summary.held) showHeld([summary.held], talk)
    return summary
  }
  const ticked = await tick(app, io.clock, runSlot, signal)
  if (ticked.ran.length > 0) told.tidy = 'owed'
  logTick(app, ticked)
  for (const { slot, state, error } of ticked.ran) {
    talk.say(`Run of ${localTimeOf(app, slot, now)}: ${state}${error === undefined ? '' : `, ${error}`}`)
  }
  if (ticked.leftOut > 0) talk.say(`${counted(ticked.leftOut, 'missed day')} too long ago to make up for`)
  await workOffWebhooks(app, io.clock.now(), signal)
  const delivery = await deliver(app, io.clock, { signal })
  const done = delivery.submitted + delivery.failed + delivery.uncertain
  app.log[done > 0 ? 'info' : 'debug']('delivery finished', { ...delivery })
  if (done > 0) {
    const failed = delivery.failed > 0 ? `, ${delivery.failed} failed` : ''
    talk.say(`${counted(delivery.submitted, 'email')} submitted${failed}`)
  }
  const halt = delivery.halted?.code
  if (halt !== told.halt) showStandstill(delivery, talk)
  told.halt = halt
  if (signal.aborted) return
  const kept = await keepSuppressionList(app, io.clock.now(), signal)
  if (kept?.fault !== undefined) app.log.warn('the list of suppressed addresses was not kept', { reason: kept.fault })
  if (kept?.refused) app.log.warn('the list of suppressed addresses takes some for no address', { count: kept.refused })
  told.silence = await tellSilence(app, io.clock.now(), talk, told.silence)
  if (done === 0 && ticked.ran.length === 0) await tendLog(app)
  // Reading all that was ever sent takes a second for a million: once a day is enough.
  if (told.tidy === 'done' || signal.aborted) return
  const tidied = await dayOnThread<'tidy'>(app, io.clock.now(), { kind: 'tidy' }, signal)
  if (tidied.forgotten.events > 0) app.log.info('old reports removed', { ...tidied.forgotten })
  told.tidy = 'done'
  for (const fault of tidied.faults) talk.warn(`error  The books do not balance: ${fault}`)
}

/** While nothing is to be done the log of the database is written back. */
async function tendLog(app: App): Promise<void> {
  const { emptyLog, LONGEST_LOG } = await import('../db/index.ts')
  const { bytes } = await emptyLog(app, 'at once')
  if (bytes > LONGEST_LOG) app.log.warn('the log of the database is long: some program reads without an end', { bytes })
}

/**
 * What was said already and need not be said each minute, and whether the books are to be looked at: after runs, and
 * first of all, because the program may have ended before it came to that.
 */
interface Told {
  halt: string | undefined
  silence: Instant | undefined
  tidy: 'owed' | 'done'
}

function logTick({ log }: App, { clock, ran, leftOut }: Ticked): void {
  if (clock !== 'steady') log.warn('the clock jumped', { clock })
  if (leftOut > 0) log.warn('missed days left out', { leftOut })
  for (const { slot, state, error } of ran) {
    log[state === 'failed' ? 'error' : 'info']('run of a slot', { slot: isoInstant(slot), state, error })
  }
}

async function openPages(
  app: () => App,
  { io }: Cli,
  reload: () => Promise<Reloaded>,
  flags: WebFlags,
): Promise<ServedPages> {
  const { port } = app().settings
  const open = openTo(app(), flags)
  const people = flags.mask ? 'masked' : 'shown'
  return onFreePort(port, '--port', () => serveWeb({ app, now: () => io.clock.now(), reload, people }, { port, open }))
}

/** Beyond this computer only behind a password and a proxy with a certificate (SEC-21). */
function openTo({ settings }: App, { host, address }: WebFlags): Listening['open'] {
  if (host === undefined || ['127.0.0.1', 'localhost', '::1'].includes(host)) return undefined
  const { password } = settings
  if (password === undefined) {
    throw new Failure(`--host ${host} opens the shop to the network`, 'set PERENNIAL_PASSWORD: 12 characters or more')
  }
  const origin = address !== undefined && URL.canParse(address) ? new URL(address).origin : ''
  if (!origin.startsWith('https://')) {
    throw new Failure(
      '--host needs a proxy with a certificate before it, or the password travels in the clear',
      '--address https://NAME says where browsers reach it',
    )
  }
  return { hostname: host, address: origin, password }
}

/** What customers and mail services reach, on a port of its own. Events are worked off as they come. */
async function openPublicPages(app: () => App, { io, talk }: Cli, pages: ServedPages): Promise<ServedPublic> {
  const { publicHost: hostname, publicPort: port } = app().settings
  const now = () => io.clock.now()
  const onWebhooks = oneAtATime(
    async () => void (await workOffWebhooks(app(), now(), io.interrupt.signal)),
    (error) => talk.warn(`error  Events of the mail service wait for the next tick: ${messageOf(error)}`),
  )
  try {
    return await onFreePort(port, '--public-port', () => servePublic({ app, now, onWebhooks }, { hostname, port }))
  } catch (error) {
    await pages.close()
    throw error
  }
}

async function onFreePort<T>(port: number, flag: string, serve: () => Promise<T>): Promise<T> {
  try {
    return await serve()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new Failure(`Port ${port} is in use by another program`, `${flag} ${port + 100}`)
  }
}

/** The files as they are now: a marketer edits while this runs. */
async function reloaded({ talk }: Cli, app: App): Promise<Reloaded> {
  const read = await reloadApp(app)
  const { changed } = read
  if (changed === 'changed') talk.say('The files changed and were read again.')
  if (changed === 'broken') talk.warn('warning  The shop file cannot be read; the last good one stays: perennial check')
  return read
}

function localTimeOf(app: App, instant: Instant, now: Instant): string {
  const zone = app.shop.timeZone
  return `${shortInstant(instant, zone, now)} ${zoneCity(zone)}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
