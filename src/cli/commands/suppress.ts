import type { Command } from 'commander'
import { liftByHand, suppressByHand } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial suppress CUSTOMER`: nothing goes to them any more, not even about an order; `--lift` takes it back. */
export function suppressCommand(command: Command, cli: Cli): void {
  command
    .argument('<customer>', 'id or e-mail address')
    .option('--lift', 'write to them again, where it was a bounce or your own wish')
    .action(
      cli.action((named: string, { lift }: { lift?: true }) => withShop(cli, (shop) => run(cli, shop, named, lift))),
    )
}

async function run(cli: Cli, shop: OpenShop, named: string, lift: true | undefined): Promise<number> {
  const { app, now } = shop
  const customer = await namedCustomer(shop, named)
  const { suppressed: left, fault } = await (lift ? liftByHand : suppressByHand)(app, now, customer.key)
  if (left === 'complained' || left === 'erased') {
    throw new Failure(`${customer.name} ${left === 'erased' ? 'was erased' : 'complained'}: that stays`)
  }
  if (fault !== undefined) cli.talk.warn(`warning  ${listWords(lift)} ${app.shop.provider}: ${fault}`)
  if (cli.globals.json) cli.talk.printJson({ customer: customer.id, suppressed: left })
  else cli.talk.print(lift ? `${customer.name} may be written to again.` : `Nothing goes to ${customer.name} any more.`)
  return exitCodes.fine
}

function listWords(lift: true | undefined): string {
  return lift ? 'It may still be refused by' : 'That stays here and is not known to'
}
