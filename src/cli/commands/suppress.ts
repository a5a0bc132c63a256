import type { Command } from 'commander'
import { suppress, unsuppress } from '../../consent/index.ts'
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
  const ctx = app.at(now)
  const left = lift ? await unsuppress(ctx, customer.key) : 'manual'
  if (!lift) await suppress(ctx, customer.key, 'manual')
  if (left === 'complained' || left === 'erased') {
    throw new Failure(`${customer.name} ${left === 'erased' ? 'was erased' : 'complained'}: that stays`)
  }
  if (cli.globals.json) cli.talk.printJson({ customer: customer.id, suppressed: left })
  else cli.talk.print(lift ? `${customer.name} may be written to again.` : `Nothing goes to ${customer.name} any more.`)
  return exitCodes.fine
}
