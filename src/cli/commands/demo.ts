import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type App, customerNames, hurryQueue, lastImport, planOf } from '../../app/index.ts'
import { localDay } from '../../calendar/index.ts'
import { clockFrom } from '../../clock.ts'
import type { Delivery } from '../../deliver/index.ts'
import { firstCommit } from '../../diff/index.ts'
import { type DayRun, deliver } from '../../schedule/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { longDay } from '../day-words.ts'
import { exitCodes } from '../failure.ts'
import { DEMO_CUSTOMERS, fillDemo } from '../fill-demo.ts'
import { type OpenShop, type SettingFlags, withShop } from '../open-shop.ts'
import { exampleCustomers } from '../plan-text.ts'
import { sendDay, showRun } from '../send-day.ts'
import { serveShop, type WebFlags } from '../serve-shop.ts'
import { showPlan } from '../show-plan.ts'
import { copyShop } from './init.ts'

interface Options extends SettingFlags, WebFlags {
  readonly once?: boolean
  readonly fresh?: boolean
}

/** `perennial demo`: a shop full of invented customers, from the import to the emails, then the schedule. */
export function demo(command: Command, cli: Cli): void {
  command
    .option('--once', 'end after sending')
    .option('--fresh', 'throw the demo shop away and make it anew')
    .option('--port <port>', 'of the web view, default 4600')
    .option('--mask', 'invented names in the web view, for pictures')
    .action(
      cli.action((options: Options) => {
        const dir = join(cli.globals.dir, 'data', 'demo')
        return run(inDemo(cli, dir), dir, options)
      }),
    )
}

/** The same command line with the demo's folder and its own database, whatever the environment says. */
function inDemo(cli: Cli, dir: string): Cli {
  const database = cli.globals.database ?? 'sqlite:data/perennial.db'
  return { ...cli, globals: { ...cli.globals, dir, database } }
}

async function run(cli: Cli, dir: string, options: Options): Promise<number> {
  if (options.fresh) rmSync(dir, { recursive: true, force: true })
  const isNew = !existsSync(join(dir, 'perennial.yaml'))
  if (isNew) await copyShop(dir)
  await firstCommit(dir)
  if (isNew || (await isEmpty(cli))) await fill(cli, dir)
  return withShop(
    cli,
    async (shop) => {
      await sayAge(cli, shop)
      const code = await planAndSend(cli, shop)
      if (options.once || cli.io.interrupt.signal.aborted) return code
      return serveShop(cli, shop.app, options)
    },
    options,
  )
}

/** True where an earlier start was stopped before everything was imported. */
function isEmpty(cli: Cli): Promise<boolean> {
  let empty = false
  return withShop(cli, async ({ app }) => {
    empty = (await lastImport(app)) === undefined
    return exitCodes.fine
  }).then(() => empty)
}

async function fill(cli: Cli, dir: string): Promise<void> {
  const { customers, orders } = await fillDemo(cli, dir, DEMO_CUSTOMERS.demo)
  const what = `${counted(customers, 'invented customer')}, ${counted(orders, 'order')}, 24 months`
  cli.talk.print(`Made a coffee shop in ${shown(cli, dir)}: ${what}.`)
  cli.talk.print('Nothing leaves this computer: emails become files.\n')
}

async function sayAge({ talk }: Cli, { app, now }: OpenShop): Promise<void> {
  const made = await lastImport(app)
  const zone = app.shop.timeZone
  if (made === undefined || localDay(made, zone) === localDay(now, zone)) return
  talk.say(`The demo shop is from ${longDay(localDay(made, zone))}; --fresh makes it anew.\n`)
}

async function planAndSend(cli: Cli, shop: OpenShop): Promise<number> {
  const { app, now } = shop
  const began = cli.io.clock.now()
  const guarded = await planOf(app, now, 'run', 'with entries')
  await showPlan(cli, shop, guarded, cli.io.clock.now() - began, cli.talk.print)
  cli.talk.print()
  const clock = cli.globals.asOf === undefined ? cli.io.clock : clockFrom(now, cli.io.clock)
  const day = await sendDay(cli, app, clock)
  // What is due later today goes at once: a demo that asks to come back at nine shows nothing.
  await hurryQueue(app.at(clock.now()))
  const hurried = await deliver(app, clock, { signal: cli.io.interrupt.signal, quiet: 'ignored' })
  const code = await showRun(cli, app, together(day, hurried))
  await sayNext(cli, app, exampleCustomers(guarded.plan))
  return code
}

/** One account of both deliveries. */
function together(day: DayRun, more: Delivery): DayRun {
  const { submitted, failed, uncertain, skipped } = day
  return {
    ...day,
    submitted: submitted + more.submitted,
    failed: failed + more.failed,
    uncertain: uncertain + more.uncertain,
    skipped: skipped + more.skipped,
    waiting: more.waiting,
  }
}

async function sayNext({ talk }: Cli, app: App, examples: ReadonlyMap<string, string>): Promise<void> {
  const [[campaign, id] = []] = examples
  if (id === undefined) return
  const handle = (await customerNames(app, [id])).get(id)?.handle ?? id
  talk.say(`       perennial -C data/demo why ${handle} ${campaign}     why one customer gets it`)
}

function shown({ io }: Cli, dir: string): string {
  return dir.startsWith(`${io.cwd}/`) ? `./${dir.slice(io.cwd.length + 1)}` : dir
}
