import type { Command } from 'commander'
import { planOf } from '../../app/index.ts'
import { clockFrom } from '../../clock.ts'
import { askYes, canAsk } from '../ask.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { refuseStale } from '../saved-plan.ts'
import { sendDay, showRun } from '../send-day.ts'
import { showPlan } from '../show-plan.ts'

interface Options {
  readonly plan?: string
  readonly yes?: boolean
}

/** `perennial send`: the daily run. At a terminal it shows the plan and asks; in a job it needs `--yes`. */
export function send(command: Command, cli: Cli): void {
  command
    .option('--plan <file>', 'a plan written by plan --out: stops when the data has changed since')
    .option('--yes', 'do not ask')
    .action(cli.action((options: Options) => withShop(cli, (shop) => run(cli, shop, options))))
}

async function run(cli: Cli, shop: OpenShop, options: Options): Promise<number> {
  if (!options.yes && !canAsk(cli.io, cli.globals)) {
    throw new Failure(
      'Nobody is here to confirm',
      'perennial send --yes sends without asking; perennial plan shows what',
    )
  }
  if (options.plan !== undefined) await refuseStale(cli, shop, options.plan)
  if (!options.yes && !(await confirmed(cli, shop))) {
    cli.talk.say('Nothing was sent.')
    return exitCodes.heldBack
  }
  const { app, now } = shop
  const clock = cli.globals.asOf === undefined ? cli.io.clock : clockFrom(now, cli.io.clock)
  const day = await sendDay(cli, app, clock)
  return showRun(cli, app, day)
}

async function confirmed(cli: Cli, shop: OpenShop): Promise<boolean> {
  const began = cli.io.clock.now()
  const guarded = await planOf(shop.app, shop.now, 'run', 'with entries')
  await showPlan(cli, shop, guarded, cli.io.clock.now() - began, cli.talk.say)
  const { send } = guarded.plan.totals
  return askYes(cli.io, send === 1 ? 'Send this 1?' : `Send these ${count(send)}?`)
}
