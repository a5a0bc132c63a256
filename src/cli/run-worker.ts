import type { App } from '../app/index.ts'
import { counting, noTallies, serveHealth, startWorker } from '../worker/index.ts'
import type { Cli } from './cli.ts'
import { exitCodes, Failure } from './failure.ts'
import { heardBy } from './heard-by.ts'
import { interrupted } from './interrupted.ts'
import { keepReading, reloaded } from './keep-reading.ts'
import { onFreePort } from './on-free-port.ts'

/** How a worker is started. */
export interface WorkerFlags {
  readonly concurrency: string
  readonly healthPort?: string
  readonly healthHost: string
}

/** Works until the command is interrupted; what is under way is finished, within ten seconds. */
export async function runWorker(cli: Cli, opened: App, flags: WorkerFlags): Promise<number> {
  const { io, talk } = cli
  let app = opened
  io.interrupt.drain()
  const concurrency = numberOf('--concurrency', flags.concurrency, 1, 100)
  const tallies = noTallies()
  const heard = counting(
    heardBy(cli, () => app),
    tallies,
  )
  const health = await openHealth({ app: () => app, now: () => io.clock.now(), tallies }, flags)
  const work = { app: () => app, clock: io.clock, stop: io.interrupt.signal, heard }
  const worker = await startWorker(work, concurrency).catch(async (error: unknown) => {
    await health?.close()
    throw error
  })
  const reading = keepReading(async () => {
    app = (await reloaded(cli, app)).app
  }, heard)
  talk.print(`${app.shop.name}: working${health ? `, ${health.url}/healthz` : ''}. Ctrl-C stops.`)
  await interrupted(io.interrupt.signal)
  talk.say('Stopping…')
  reading.end()
  await worker.end()
  await health?.close()
  return exitCodes.fine
}

async function openHealth(source: Parameters<typeof serveHealth>[0], { healthPort, healthHost }: WorkerFlags) {
  if (healthPort === undefined) return undefined
  const port = numberOf('--health-port', healthPort, 0, 65_535)
  return onFreePort(port, '--health-port', () => serveHealth(source, healthHost, port))
}

function numberOf(flag: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw new Failure(`${flag} takes a number from ${least} to ${most}, not "${text}"`)
}
