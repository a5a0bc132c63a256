import type { Command } from 'commander'
import { memberValues, segmentMembers } from '../../app/index.ts'
import { zonedInstant } from '../../calendar/index.ts'
import type { MemberValues, Segment } from '../../segments/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { shortInstant } from '../day-words.ts'
import { exitCodes } from '../failure.ts'
import { namedSegment } from '../named-segment.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { cutTo, table } from '../table.ts'

interface Options {
  readonly why?: boolean
}

/** `perennial members SEGMENT`: the ids of who is in it, one a line, sorted; with `--why` what is true of each. */
export function members(command: Command, cli: Cli): void {
  command
    .argument('<segment>', 'its name: the file without .yaml')
    .option('--why', 'each with the value behind every line of the rule')
    .action(
      cli.action((segment: string, options: Options) => withShop(cli, (shop) => run(cli, shop, segment, options))),
    )
}

async function run(cli: Cli, shop: OpenShop, name: string, options: Options): Promise<number> {
  const segment = namedSegment(shop.app, shop.app.files, name)
  const customers = options.why ? await withValues(cli, shop, segment) : await idsOnly(cli, shop, name)
  if (cli.globals.json) return exitCodes.fine
  const when = shortInstant(shop.now, shop.app.shop.timeZone, shop.now)
  cli.talk.say(`${counted(customers.length, 'customer')} in ${name} as of ${when}.`)
  if (customers[0] !== undefined) cli.talk.say(`Next   perennial why ${customers[0]}     what they get, and why`)
  return exitCodes.fine
}

async function idsOnly({ globals, talk }: Cli, { app, now }: OpenShop, segment: string): Promise<readonly string[]> {
  const customers = await segmentMembers(app, segment, now)
  const asOf = zonedInstant(now, app.shop.timeZone)
  if (globals.json) talk.printJson({ segment, asOf, count: customers.length, customers })
  else if (customers.length > 0) talk.print(customers.join('\n'))
  return customers
}

async function withValues({ globals, talk }: Cli, { app, now }: OpenShop, segment: Segment) {
  const members = await memberValues(app, segment, now)
  const customers = members.map(({ customer }) => customer)
  if (globals.json) {
    const asOf = zonedInstant(now, app.shop.timeZone)
    const shown = members.map(({ customer, clauses }) => ({ customer, clauses: clauses.map(clauseJson) }))
    talk.printJson({ segment: segment.name, asOf, count: customers.length, customers, members: shown })
  } else if (members.length > 0) {
    for (const line of table([headerOf(members), ...members.map(rowOf)], [], '')) talk.print(line)
  }
  return customers
}

function clauseJson({ text, file, line, value, holds }: MemberValues['clauses'][number]) {
  return { text, file, line, value, holds }
}

/** One column a line of the rule. */
function headerOf(members: readonly MemberValues[]): string[] {
  const [first] = members
  return first ? ['customer', ...first.clauses.map(({ text }) => cutTo(text, 40))] : []
}

/** A line that does not hold is none that the customer is in for: one of `any`, or of `at_least`. */
function rowOf({ customer, clauses }: MemberValues): string[] {
  return [customer, ...clauses.map(({ value, holds }) => cutTo(holds ? value : `no: ${value}`, 40))]
}
