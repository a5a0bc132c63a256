import type { Command } from 'commander'
import { segmentMembers } from '../../app/index.ts'
import { zonedInstant } from '../../calendar/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { shortInstant } from '../day-words.ts'
import { exitCodes } from '../failure.ts'
import { namedSegment } from '../named-segment.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial members SEGMENT`: the ids of who is in it, one a line, sorted. */
export function members(command: Command, cli: Cli): void {
  command
    .argument('<segment>', 'its name: the file without .yaml')
    .action(cli.action((segment: string) => withShop(cli, (shop) => run(cli, shop, segment))))
}

async function run({ globals, talk }: Cli, { app, now }: OpenShop, segment: string): Promise<number> {
  namedSegment(app, app.files, segment)
  const customers = await segmentMembers(app, segment, now)
  if (globals.json) {
    talk.printJson({ segment, asOf: zonedInstant(now, app.shop.timeZone), count: customers.length, customers })
    return exitCodes.fine
  }
  if (customers.length > 0) talk.print(customers.join('\n'))
  talk.say(`${counted(customers.length, 'customer')} in ${segment} as of ${shortInstant(now, app.shop.timeZone, now)}.`)
  if (customers[0] !== undefined) talk.say(`Next   perennial why ${customers[0]}     what they get, and why`)
  return exitCodes.fine
}
