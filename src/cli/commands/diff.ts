import type { Command } from 'commander'
import type { Difference } from '../../diff/index.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { differenceLines } from '../difference-text.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { withRevision } from '../with-revision.ts'

interface Options {
  readonly md?: boolean
  readonly failOver?: string
}

/** `perennial diff`: customers and emails moved by the changed files, against a git revision. Changes nothing. */
export function diff(command: Command, cli: Cli): void {
  command
    .argument('[revision]', 'a branch, tag or commit', 'HEAD')
    .option('--md', 'as a comment for a pull request')
    .option('--fail-over <number>', 'exit with 3 when more emails or customers of one segment move')
    .action(
      cli.action((revision: string, options: Options) => withShop(cli, (shop) => run(cli, shop, revision, options))),
    )
}

async function run(cli: Cli, shop: OpenShop, revision: string, options: Options): Promise<number> {
  const most = readMost(options.failOver)
  const difference = await differenceFrom(cli, shop, revision)
  await show(cli, difference, options)
  const moved = mostMoved(difference)
  if (moved <= most) return exitCodes.fine
  cli.talk.warn(`${cli.talk.paintTalk('red', 'stopped')}  ${count(moved)} move, --fail-over allows ${count(most)}`)
  return exitCodes.heldBack
}

async function differenceFrom(cli: Cli, { app, now }: OpenShop, revision: string): Promise<Difference> {
  const { compareFiles } = await import('../../diff/index.ts')
  const mode = cli.globals.asOf === undefined ? 'run' : 'as of'
  return withRevision(app, revision, (files) => compareFiles(app, files, now, mode))
}

async function show({ globals, talk }: Cli, difference: Difference, { md }: Options): Promise<void> {
  if (globals.json) return void talk.printJson(difference)
  const { markdownOf } = await import('../../diff/index.ts')
  if (md) return void talk.print(markdownOf(difference).trimEnd())
  for (const line of differenceLines(difference, talk.paint)) talk.print(line)
  const [first] = difference.segments
  talk.say(first ? `Next   perennial show ${first.segment}` : 'Next   perennial plan')
}

/** The largest of what moves: all emails that appear, vanish or go at another time, or the customers of one segment. */
function mostMoved({ totals, segments }: Difference): number {
  const customers = segments.map(({ entering, leaving }) => entering.number + leaving.number)
  return Math.max(totals.appear + totals.vanish + totals.move, ...customers)
}

function readMost(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY
  if (/^\d+$/.test(text)) return Number(text)
  throw new Failure(`"${text}" is no number`, '--fail-over 100')
}
