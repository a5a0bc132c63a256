import type { Command } from 'commander'
import { assureSecrets, planOf } from '../../app/index.ts'
import { clockFrom } from '../../clock.ts'
import { askNumber, askYes, canAsk } from '../ask.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { needMailService } from '../need-mail-service.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { refuseStale } from '../saved-plan.ts'
import { sendDay, showRun } from '../send-day.ts'
import { surpriseWords } from '../show-held.ts'
import { showPlan } from '../show-plan.ts'

interface Options {
  readonly plan?: string
  readonly yes?: true | string
  readonly log?: string
}

/**
 * `perennial send`: the daily run. At a terminal it shows the plan and asks; in a job it needs `--yes`. A run that
 * surprises by its size needs its number typed, in a job as `--yes NUMBER`; without, it is held back.
 */
export function send(command: Command, cli: Cli): void {
  command
    .option('--plan <file>', 'a plan written by plan --out: stops when the data has changed since')
    .option('--yes [number]', 'do not ask; with a number: also where that many customers are far more than usual')
    .option('--log <file>', 'lines of JSON for programs, - for stderr')
    .action(cli.action((options: Options) => withShop(cli, (shop) => run(cli, shop, options), { log: options.log })))
}

async function run(cli: Cli, shop: OpenShop, options: Options): Promise<number> {
  if (!options.yes && !canAsk(cli.io, cli.globals)) {
    throw new Failure(
      'Nobody is here to confirm',
      'perennial send --yes sends without asking; perennial plan shows what',
    )
  }
  await assureSecrets(shop.app)
  await needMailService(shop.app)
  if (options.plan !== undefined) await refuseStale(cli, shop, options.plan)
  const confirmed = options.yes ? numberIn(options.yes) : await askFirst(cli, shop)
  if (confirmed === undefined) {
    cli.talk.say('Nothing was sent.')
    return exitCodes.heldBack
  }
  const { app, now } = shop
  const clock = cli.globals.asOf === undefined ? cli.io.clock : clockFrom(now, cli.io.clock)
  const day = await sendDay(cli, app, clock, confirmed)
  return showRun(cli, app, day)
}

/** Up to how many customers `--yes` confirms: alone only what is usual. */
function numberIn(yes: true | string): number {
  if (yes === true) return 0
  if (/^\d[\d, ]*$/.test(yes)) return Number(yes.replaceAll(/[, ]/g, ''))
  throw new Failure(`"${yes}" is no number of customers`, 'perennial send --yes, or --yes 4120')
}

/** Shows the plan and asks; up to how many customers the answer confirms, undefined for no. */
async function askFirst(cli: Cli, shop: OpenShop): Promise<number | undefined> {
  const began = cli.io.clock.now()
  const guarded = await planOf(shop.app, shop.now, 'run', 'with entries')
  await showPlan(cli, shop, guarded, cli.io.clock.now() - began, cli.talk.say)
  const { send } = guarded.plan.totals
  if (!guarded.surprise)
    return (await askYes(cli.io, `Send ${send === 1 ? 'this 1' : `these ${count(send)}`}?`)) ? 0 : undefined
  const { recipients } = guarded.surprise
  cli.talk.warn(`${surpriseWords(guarded.surprise)}.`)
  const number = count(recipients)
  const typed = await askNumber(cli.io, `Type ${number} to send to ${number} customers:`)
  return typed === recipients ? recipients : undefined
}
