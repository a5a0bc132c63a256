import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { isoInstant } from '../../clock.ts'
import { exportPerson } from '../../consent/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial export CUSTOMER`: everything that is kept about one person, as one JSON. */
export function exportCommand(command: Command, cli: Cli): void {
  command
    .argument('<customer>', 'id or e-mail address')
    .option('--out <file>', 'write it there, readable for you only')
    .action(
      cli.action((named: string, { out }: { out?: string }) => withShop(cli, (shop) => run(cli, shop, named, out))),
    )
}

async function run(cli: Cli, shop: OpenShop, named: string, out: string | undefined): Promise<number> {
  const { app, now } = shop
  const { key } = await namedCustomer(shop, named)
  const person = await exportPerson(app.at(now), key)
  const told = { shop: app.shop.name, exportedAt: isoInstant(now), currency: app.shop.currency, ...person }
  if (out === undefined) cli.talk.printJson(told)
  else {
    writeFileSync(resolve(cli.io.cwd, out), `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 })
    cli.talk.print(`Written to ${out}`)
  }
  return exitCodes.fine
}
