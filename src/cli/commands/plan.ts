import { writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Command } from 'commander'
import { customerNames, planOf } from '../../app/index.ts'
import type { Plan, Surprise } from '../../plan/index.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { exitCodes } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { exampleCustomers } from '../plan-text.ts'
import { partOfPlan, selectedCampaigns } from '../select-campaigns.ts'
import { surpriseWords } from '../show-held.ts'
import { showPlan } from '../show-plan.ts'

interface Options {
  readonly select?: string[]
  readonly entries: boolean
  readonly out?: string
}

/** `perennial plan`: who would get what from now until tomorrow, and why not. Changes nothing. */
export function plan(command: Command, cli: Cli): void {
  command
    .option(
      '--select <name...>',
      'only these: a campaign, a segment (what uses it), tag:TAG, or changed (since the last commit)',
    )
    .option('--no-entries', 'with --json: counts only')
    .option('--out <file>', 'also write the plan as JSON')
    .action(cli.action((options: Options) => withShop(cli, (shop) => run(cli, shop, options))))
}

async function run(cli: Cli, shop: OpenShop, options: Options): Promise<number> {
  const { app, now } = shop
  const began = cli.io.clock.now()
  const wanted = await selectedCampaigns(app, options.select)
  const needsEntries = !cli.globals.json || options.entries || options.out !== undefined
  const mode = cli.globals.asOf === undefined ? 'run' : 'as of'
  const guarded = await planOf(app, now, mode, needsEntries ? 'with entries' : 'counts only')
  const part = partOfPlan(guarded.plan, wanted)
  if (options.out !== undefined) {
    const file = isAbsolute(options.out) ? options.out : join(cli.io.cwd, options.out)
    writeFileSync(file, `${JSON.stringify(part, null, 2)}\n`)
  }
  if (cli.globals.json) {
    cli.talk.printJson(options.entries ? part : withoutEntries(part))
    return exitCodes.fine
  }
  const took = cli.io.clock.now() - began
  await showPlan(cli, shop, { ...guarded, plan: part }, took, cli.talk.print)
  if (guarded.surprise) sayHeld(cli, guarded.surprise)
  await sayNext(cli, shop, part, options.out)
  return exitCodes.fine
}

/** A run of this plan would not go by itself: said before it is tried. */
function sayHeld({ talk }: Cli, surprise: Surprise): void {
  talk.warn(`${talk.paintTalk('yellow', 'warning')}  A run would wait for confirmation: ${surpriseWords(surprise)}`)
}

function withoutEntries({ asOf, totals, campaigns }: Plan): Omit<Plan, 'entries'> {
  return { asOf, totals, campaigns }
}

async function sayNext({ talk }: Cli, { app }: OpenShop, plan: Plan, out: string | undefined): Promise<void> {
  const { send } = plan.totals
  if (out !== undefined) talk.say(`The plan is in ${out}.`)
  if (send === 0) return talk.say('Next   perennial list segments     who is where')
  const [[campaign, id] = []] = exampleCustomers(plan)
  const names = await customerNames(app, id === undefined ? [] : [id])
  const handle = id === undefined ? '' : (names.get(id)?.handle ?? id)
  const these = send === 1 ? 'this one' : `these ${count(send)}`
  talk.say(`Send ${these}: perennial send      Ask about one: perennial why ${handle} ${campaign}`)
}
