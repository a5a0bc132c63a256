import { type Command, Option } from 'commander'
import { type ReportRequest, retentionReport, usualReport } from '../../app/index.ts'
import { type Day, isDay } from '../../calendar/index.ts'
import { benchmarks, type CohortStart, type Dimension, dimensions } from '../../insights/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'
import { reportLines } from '../report-text.ts'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly by?: Dimension
  readonly cohorts: CohortStart
  readonly lapse: string
  readonly factor: string
}

/** `perennial report`: who stays, what customers buy and what they are worth, over any period. */
export function report(command: Command, cli: Cli): void {
  const by = new Option('--by <what>', 'also for each part of the customers').choices(dimensions)
  const cohorts = new Option('--cohorts <start>', 'months count from the first order or the sign-up')
  command
    .option('--from <date>', 'the first day, on the shop’s calendar; default twelve months ago')
    .option('--to <date>', 'the last day; default yesterday')
    .addOption(by)
    .addOption(cohorts.choices(['first order', 'sign-up']).default('first order'))
    .option('--lapse <days>', 'days without an order after which a customer has lapsed', String(usualReport.lapse.days))
    .option('--factor <times>', 'or so many times the customer’s own usual gap', String(usualReport.lapse.factor))
    .action(cli.action((options: Options) => withShop(cli, (shop) => run(cli, shop, options))))
}

async function run(cli: Cli, { app, now }: OpenShop, options: Options): Promise<number> {
  const request = readRequest(options)
  const progress = openProgress(cli.io, cli.talk, 'Counting')
  try {
    const answer = await retentionReport(app, now, request, (done, total) => progress.update(done, total))
    progress.end()
    if (cli.globals.json) cli.talk.printJson({ ...answer, benchmarks })
    else for (const line of reportLines(answer, app.shop, cli.talk.paint)) cli.talk.print(line)
    cli.talk.say('Next   perennial serve     the same with pictures, under Insights')
    return exitCodes.fine
  } finally {
    progress.end()
  }
}

/** What the flags ask for. */
function readRequest({ from, to, by, cohorts, lapse, factor }: Options): ReportRequest {
  const days = readDays(from, to)
  return {
    ...(days ? { days } : {}),
    lapse: { days: readNumber('--lapse', lapse, 3650), factor: readNumber('--factor', factor, 100) },
    cohortsBy: cohorts,
    ...(by ? { by } : {}),
  }
}

function readDays(from: string | undefined, to: string | undefined): { from: Day; to: Day } | undefined {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined) {
    throw new Failure('A period has two ends', 'perennial report --from 2026-01-01 --to 2026-03-31')
  }
  for (const day of [from, to]) if (!isDay(day)) throw new Failure(`"${day}" is no day`, 'write 2026-11-22')
  if (from > to) throw new Failure(`${from} comes after ${to}`, `--from ${to} --to ${from}`)
  return { from, to }
}

function readNumber(flag: string, text: string, most: number): number {
  const number = /^\d{1,4}(\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN
  if (number > 0 && number <= most) return number
  throw new Failure(`${flag} is "${text}"`, `a number up to ${most}`)
}
