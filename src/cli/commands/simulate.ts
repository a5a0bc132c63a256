import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, extname, isAbsolute, join } from 'node:path'
import { type Command, Option } from 'commander'
import { addDays, type Day, dayNumber, isDay } from '../../calendar/index.ts'
import { type Power, powerOf } from '../../app/index.ts'
import type { AtEnd, CustomerTotal, FutureOrders, Simulation } from '../../simulate/index.ts'
import type { Cli } from '../cli.ts'
import { count, counted, span } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { powerLines } from '../power-text.ts'
import { openProgress } from '../progress.ts'
import { simulationLines } from '../simulation-text.ts'

interface Options {
  readonly from: string
  readonly to: string
  readonly orders: FutureOrders
  readonly seed: string
  readonly out?: string
  readonly customers?: string
  readonly power?: true
}

/** Ten years: longer says nothing more and takes for ever. */
const MOST_DAYS = 3660

/** `perennial simulate`: the whole programme day by day on a copy of the data, emails assumed delivered. */
export function simulate(command: Command, cli: Cli): void {
  const orders = new Option('--orders <kind>', 'the orders of days to come').choices(['none', 'replay-last-year'])
  command
    .requiredOption('--from <date>', 'the first day, on the shop’s calendar')
    .requiredOption('--to <date>', 'the last day')
    .addOption(orders.default('none'))
    .option('--seed <number>', 'another replay', '1')
    .option('--out <file>', 'also write it: FILE.svg, FILE.csv or FILE.json')
    .option('--customers <file>', 'also write what each customer got, as CSV')
    .option('--power', 'also how long experiments would take until a difference is proven')
    .action(cli.action((options: Options) => withShop(cli, (shop) => run(cli, shop, options))))
}

async function run(cli: Cli, shop: OpenShop, options: Options): Promise<number> {
  const range = readRange(options)
  const seed = readSeed(options.seed)
  const write = options.out === undefined ? undefined : await writerFor(options.out)
  const began = cli.io.clock.now()
  cli.io.interrupt.drain()
  let power: readonly Power[] | undefined
  const simulated = await simulateShop(cli, shop, { ...range, orders: options.orders, seed }, async (copy) => {
    if (options.power) power = await powerOf({ ...shop.app, ...copy }, shop.now, range)
  })
  if (simulated.state === 'interrupted') {
    cli.talk.say(`Stopped after ${counted(simulated.days, 'day')}; the copy of the data is gone.`)
    return exitCodes.interrupted
  }
  const { simulation, customers } = simulated
  const { customersCsv } = await import('../../simulate/index.ts')
  if (write && options.out !== undefined) save(cli, options.out, write(simulation, shop))
  if (options.customers !== undefined) save(cli, options.customers, customersCsv(customers))
  show(cli, { simulation, customers, power }, cli.io.clock.now() - began)
  return exitCodes.fine
}

async function simulateShop(
  cli: Cli,
  { app, now }: OpenShop,
  wanted: { readonly from: Day; readonly to: Day; readonly orders: FutureOrders; readonly seed: number },
  atEnd: AtEnd,
) {
  const { simulate: simulateDays } = await import('../../simulate/index.ts')
  const { shop, vocabulary, segments, campaigns } = app
  const progress = openProgress(cli.io, cli.talk, 'Simulating')
  try {
    return await simulateDays(
      { shop, vocabulary, segments, campaigns },
      app,
      {
        ...wanted,
        now,
        signal: cli.io.interrupt.signal,
        onDay: (done, total) => progress.update(done, total, addDays(wanted.from, done - 1)),
      },
      atEnd,
    )
  } finally {
    progress.end()
  }
}

interface Shown {
  readonly simulation: Simulation
  readonly customers: readonly CustomerTotal[]
  readonly power: readonly Power[] | undefined
}

function show({ globals, talk }: Cli, { simulation, customers, power }: Shown, took: number): void {
  if (globals.json) talk.printJson(power ? { ...simulation, power } : simulation)
  else {
    for (const line of simulationLines(simulation, talk.paint)) talk.print(line)
    if (power) for (const line of powerLines(power, talk.paint)) talk.print(line)
  }
  const per = took / Math.max(1, simulation.days.length)
  talk.say(`${counted(simulation.days.length, 'day')} in ${span(took)}, ${per.toFixed(0)} ms each. Nothing was sent.`)
  const each = customers.length > 0 ? '; with --customers customers.csv, what each customer got' : ''
  talk.say(`Next   the same with --out year.svg, a calendar${each}`)
}

function readRange({ from, to }: Options): { from: Day; to: Day } {
  for (const day of [from, to]) if (!isDay(day)) throw new Failure(`"${day}" is no day`, 'write 2026-01-01')
  if (to < from) throw new Failure(`${to} comes before ${from}`, `--from ${to} --to ${from}`)
  const days = dayNumber(to) - dayNumber(from) + 1
  if (days > MOST_DAYS) throw new Failure(`${count(days)} days are too many`, 'at most ten years at a time')
  return { from, to }
}

function readSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Failure(`"${text}" is no seed`, '--seed 7')
  return Number(text)
}

type Writer = (simulation: Simulation, shop: OpenShop) => string

async function writerFor(file: string): Promise<Writer> {
  const { calendarPicture, daysCsv } = await import('../../simulate/index.ts')
  switch (extname(file).toLowerCase()) {
    case '.svg':
      return (simulation, { app }) => calendarPicture(simulation, app.shop.name, app.shop.firstWeekday)
    case '.csv':
      return daysCsv
    case '.json':
      return (simulation) => `${JSON.stringify(simulation, null, 2)}\n`
    default:
      throw new Failure(`${file} is of no kind that can be written`, '--out year.svg, year.csv or year.json')
  }
}

function save({ io, talk }: Cli, file: string, text: string): void {
  const path = isAbsolute(file) ? file : join(io.cwd, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  talk.say(`Written: ${file}`)
}
