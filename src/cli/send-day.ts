import { join, relative } from 'node:path'
import { type App, nextDue } from '../app/index.ts'
import { localDay, zonedInstant } from '../calendar/index.ts'
import { type Clock, type Instant, isoInstant } from '../clock.ts'
import { type DayRun, runDay } from '../schedule/index.ts'
import type { Cli } from './cli.ts'
import { count, counted } from './counts.ts'
import { shortInstant, zoneCity } from './day-words.ts'
import { exitCodes, Failure } from './failure.ts'
import { openProgress } from './progress.ts'
import { heldBack, showGuards } from './show-guards.ts'
import { showHeld } from './show-held.ts'
import { showStandstill } from './show-standstill.ts'
import { table } from './table.ts'

/**
 * Runs the day on a clock; Ctrl-C lets what is under way finish. `confirmed`: up to how many customers somebody said
 * yes to.
 */
export async function sendDay(cli: Cli, app: App, clock: Clock, confirmed = 0): Promise<DayRun> {
  cli.io.interrupt.drain()
  const progress = openProgress(cli.io, cli.talk, 'Sending')
  try {
    const day = await runDay(app, clock, {
      confirmed,
      patience: PATIENCE,
      signal: cli.io.interrupt.signal,
      onProgress: ({ delivery }) => progress.update(delivery.submitted, 0, `${count(delivery.submitted)} so far`),
    })
    if ('refused' in day) throw new Failure(day.refused)
    logRun(app, day)
    return day
  } finally {
    progress.end()
  }
}

function logRun(
  { log }: App,
  { run, slot, queued, submitted, failed, uncertain, skipped, waiting, ...day }: DayRun,
): void {
  const counts = { queued, submitted, failed, uncertain, skipped, waiting, caughtUp: day.caughtUp }
  log.info('run finished', { run, slot: isoInstant(slot), ...counts })
  for (const fault of day.faults) log.error('the books do not balance', { run, fault })
}

/** For so many ms the command waits for emails that nobody answered about, before it leaves them to the next run. */
const PATIENCE = 90_000

/** Says what a run did and returns its exit code: failed emails and broken files before guards. */
export async function showRun(cli: Cli, app: App, day: DayRun): Promise<number> {
  const { globals, talk } = cli
  showGuards(app, day.guards, talk)
  showHeld(day.held, talk)
  for (const campaign of day.broken) {
    talk.warn(`${talk.paintTalk('red', 'error')}  ${campaign} was left out: one of its templates is broken`)
  }
  showStandstill(day, talk)
  for (const fault of day.faults) talk.warn(`${talk.paintTalk('red', 'error')}  The books do not balance: ${fault}`)
  if (globals.json) talk.printJson(runJson(app, day))
  else for (const line of runLines(cli, app, day, await laterWords(app, day.slot))) talk.print(line)
  if (!globals.json)
    talk.say(
      `Next   ${day.failed + day.broken.length > 0 ? 'perennial check' : 'perennial serve     every day by itself'}`,
    )
  if (day.failed + day.broken.length + day.faults.length > 0) return exitCodes.problems
  return heldBack(app, day.guards).length > 0 || day.held.length > 0 ? exitCodes.heldBack : exitCodes.fine
}

function runJson(app: App, day: DayRun) {
  const { run, queued, submitted, failed, uncertain, skipped, waiting, held, broken, caughtUp } = day
  const guards = day.guards.map(({ segment, problem }) => ({ segment, message: problem.message }))
  const asOf = zonedInstant(day.slot, app.shop.timeZone)
  const { halted, faults, adopted } = day
  return {
    ...{
      asOf,
      run,
      queued,
      submitted,
      failed,
      uncertain,
      skipped,
      waiting,
      caughtUp,
      held,
      guards,
      broken,
      adopted,
      faults,
    },
    ...(day.raised > 0 ? { raised: day.raised } : {}),
    ...(halted ? { halted } : {}),
  }
}

function runLines({ io, talk }: Cli, app: App, day: DayRun, later: string | undefined): string[] {
  const folder = join(app.dir, 'outbox', localDay(day.slot, app.shop.timeZone))
  const where = app.shop.provider === 'outbox' ? ` to ${relative(io.cwd, folder)}` : ''
  const caughtUp = day.caughtUp > 0 ? ` Made up for ${counted(day.caughtUp, 'missed day')}.` : ''
  const rows = [
    ['queued now', count(day.queued), ''],
    ['for the shop', count(day.raised), 'customers named to its people'],
    ['still queued', count(day.waiting), later ?? ''],
    ['skipped', count(day.skipped), ''],
    ['failed', count(day.failed), 'never sent'],
    ['uncertain', count(day.uncertain), 'nobody knows whether they arrived: perennial uncertain'],
  ].filter(([, number]) => number !== '0')
  return [
    talk.paint('bold', `${counted(day.submitted, 'email')} written${where}.${caughtUp}`),
    ...table(rows, ['left', 'right']),
    ...day.adopted.flatMap(adoptedLines),
  ]
}

/** Which version won, and how to go back: nobody asked for it at this moment. */
function adoptedLines({ campaign, step, variant }: DayRun['adopted'][number]): string[] {
  return [
    `${variant} of ${campaign}/${step} was adopted: it is proven to be better, and who begins from now on gets it.`,
    `  perennial experiments shows the numbers, perennial experiments undo ${campaign} ${step} takes it back`,
  ]
}

/** When the rest of the queue goes out. */
async function laterWords(app: App, now: Instant): Promise<string | undefined> {
  const due = await nextDue(app)
  if (due === undefined) return undefined
  return `the next ${shortInstant(due, app.shop.timeZone, now)} ${zoneCity(app.shop.timeZone)}: perennial serve, or send again then`
}
