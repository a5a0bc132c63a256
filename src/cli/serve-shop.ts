import { type App, type Reloaded, statusOf, workOffWebhooks } from '../app/index.ts'
import { startTicker } from '../schedule/index.ts'
import { type ServedPublic, servePublic } from '../public/index.ts'
import { type Listening, type ServedPages, serveWeb } from '../web/index.ts'
import {
  counting,
  type HealthSource,
  noTallies,
  startWorker,
  type Tallies,
  type Work,
  type Worker,
  workInOneProcess,
} from '../worker/index.ts'
import type { Cli } from './cli.ts'
import { exitCodes, Failure } from './failure.ts'
import { heardBy, localTimeOf, messageOf } from './heard-by.ts'
import { interrupted } from './interrupted.ts'
import { keepReading, reloaded } from './keep-reading.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { onFreePort } from './on-free-port.ts'

/** How the web view is shown: to whom, and whether names may be seen. */
export interface WebFlags {
  readonly mask?: boolean
  /** An address of this computer to listen on besides 127.0.0.1, and where browsers reach it: `https://…`. */
  readonly host?: string
  readonly address?: string
  /** The work is left to `perennial worker`. */
  readonly pagesOnly?: boolean
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
  const tallies = noTallies()
  const heard = counting(
    heardBy(cli, () => app),
    tallies,
  )
  const health = { app: () => app, now: () => io.clock.now(), tallies }
  const pages = await openPages(() => app, cli, reload, flags, health)
  const outside = await openPublicPages(() => app, cli, pages, tallies)
  talk.print(`${app.shop.name}: ${pages.entrance}`)
  talk.say(`Links in emails lead to ${app.shop.links}, served on ${outside.url}`)
  const { nextRun } = await statusOf(app, io.clock.now())
  talk.say(`Next run ${localTimeOf(app, nextRun, io.clock.now())}. Ctrl-C stops.`)
  const work = { app: () => app, clock: io.clock, stop: io.interrupt.signal, heard }
  const working = await startWork(work, reload, flags)
  await interrupted(io.interrupt.signal)
  talk.say('Stopping…')
  await working.end()
  await outside.close()
  await pages.close()
  return exitCodes.fine
}

/** How many emails `serve` has under way at once where workers may work beside it. */
const BESIDE_PAGES = 3

/** On PostgreSQL one worker among others, or none; on SQLite everything in this process, minute by minute. */
async function startWork(
  given: Omit<Work, 'deliverSoon'>,
  reload: () => Promise<unknown>,
  { pagesOnly }: WebFlags,
): Promise<Worker> {
  if (given.app().place === 'server') {
    const reading = keepReading(reload, given.heard)
    const worker = pagesOnly ? undefined : await startWorker(given, BESIDE_PAGES)
    return {
      async end() {
        reading.end()
        await worker?.end()
      },
    }
  }
  const work: Work = { ...given, deliverSoon() {} }
  let tidied: 'owed' | 'done' = 'owed'
  const ticker = startTicker(
    async () => {
      await reload()
      tidied = await workInOneProcess(work, tidied)
    },
    (error) => work.heard.failed('This tick failed and the next will try again', error),
  )
  return { end: () => ticker.stop() }
}

async function openPages(
  app: () => App,
  { io }: Cli,
  reload: () => Promise<Reloaded>,
  flags: WebFlags,
  health: HealthSource,
): Promise<ServedPages> {
  const { port } = app().settings
  const open = openTo(app(), flags)
  const people = flags.mask ? 'masked' : 'shown'
  return onFreePort(port, '--port', () =>
    serveWeb({ app, now: () => io.clock.now(), reload, people, health }, { port, open }),
  )
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
async function openPublicPages(
  app: () => App,
  { io, talk }: Cli,
  pages: ServedPages,
  tallies: Tallies,
): Promise<ServedPublic> {
  const { publicHost: hostname, publicPort: port } = app().settings
  const now = () => io.clock.now()
  const workOff = oneAtATime(
    async () => void (await workOffWebhooks(app(), now(), io.interrupt.signal)),
    (error) => talk.warn(`error  Events of the mail service wait for the next tick: ${messageOf(error)}`),
  )
  const onWebhooks = () => {
    tallies.webhooks += 1
    // On a server each event was stored with its job.
    if (app().place !== 'server') workOff()
  }
  try {
    return await onFreePort(port, '--public-port', () => servePublic({ app, now, onWebhooks }, { hostname, port }))
  } catch (error) {
    await pages.close()
    throw error
  }
}
