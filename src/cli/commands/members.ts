import type { Command } from 'commander'
import { type App, segmentMembers } from '../../app/index.ts'
import { zonedInstant } from '../../calendar/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { shortInstant } from '../day-words.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial members SEGMENT`: the ids of who is in it, one a line, sorted. */
export function members(command: Command, cli: Cli): void {
  command
    .argument('<segment>', 'its name: the file without .yaml')
    .action(cli.action((segment: string) => withShop(cli, (shop) => run(cli, shop, segment))))
}

async function run({ globals, talk }: Cli, { app, now }: OpenShop, segment: string): Promise<number> {
  refuseUnknown(app, segment)
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

/** A name that is no segment is a wrong usage; one whose file is broken needs the file mended first. */
function refuseUnknown(app: App, name: string): void {
  if (app.segments.some((segment) => segment.name === name)) return
  const written = app.files.segments.map(({ file }) => file.replace(/^.*\//, '').replace(/\.ya?ml$/, ''))
  if (written.includes(name)) {
    throw new Failure(`The segment ${name} cannot be read`, 'perennial check', exitCodes.problems)
  }
  const near = didYouMean(name, written)
  throw new Failure(`There is no segment "${name}"`, near ? `did you mean ${near}?` : 'perennial list segments')
}
