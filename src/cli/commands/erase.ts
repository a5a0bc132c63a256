import type { Command } from 'commander'
import { eraseCustomer } from '../../app/index.ts'
import { askYes, canAsk } from '../ask.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial erase CUSTOMER`: out of every table and file; only a keyed hash stays, so that nothing is sent again. */
export function erase(command: Command, cli: Cli): void {
  command
    .argument('<customer>', 'id or e-mail address')
    .option('--yes', 'do not ask')
    .action(cli.action((named: string, { yes }: { yes?: true }) => withShop(cli, (shop) => run(cli, shop, named, yes))))
}

async function run(cli: Cli, shop: OpenShop, named: string, yes: true | undefined): Promise<number> {
  if (cli.globals.asOf !== undefined) throw new Failure('Nobody is erased in the past', 'leave --as-of out')
  const customer = await namedCustomer(shop, named)
  if (!yes && !canAsk(cli.io, cli.globals)) throw new Failure('Nobody is here to confirm', 'perennial erase ID --yes')
  if (!yes && !(await askYes(cli.io, `Erase ${customer.name} for good?`))) {
    cli.talk.say('Nothing was erased.')
    return exitCodes.heldBack
  }
  const erased = await eraseCustomer(shop.app, shop.now, customer.key)
  if (erased.outcome === 'under way') {
    throw new Failure('An email to this customer is on its way', 'try again in a minute', exitCodes.heldBack)
  }
  if (cli.globals.json) cli.talk.printJson({ customer: `erased-${customer.key}`, erased: true })
  else cli.talk.print('Erased. Nothing is sent to this person again, also when they are imported anew.')
  if (erased.wipe === 'busy') {
    cli.talk.warn('Another process has the database open: traces in its files are wiped by the next tick or command.')
  }
  if (erased.wipe === 'no room') {
    cli.talk.warn('The disk is too full to wipe the traces in the database file: make room, then: perennial doctor')
  }
  cli.talk.say('Your own import files and older backups still hold the data: delete them too.')
  return exitCodes.fine
}
