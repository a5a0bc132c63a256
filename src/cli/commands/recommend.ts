import type { Command } from 'commander'
import { recommendFor } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { productsJson, recommendedRows } from '../recommend-text.ts'
import { table } from '../table.ts'

/** `perennial recommend CUSTOMER`: what an email would recommend to the customer by the rules of the shop file, and why. */
export function recommend(command: Command, cli: Cli): void {
  command
    .argument('<customer>', 'id or e-mail address')
    .action(cli.action((customer: string) => withShop(cli, (shop) => run(cli, shop, customer))))
}

async function run(cli: Cli, shop: OpenShop, named: string): Promise<number> {
  const { app, now } = shop
  const { talk } = cli
  const { key, id, name } = await namedCustomer(shop, named)
  const [found] = await recommendFor(app, app.at(now), [{ customer: key, recommend: undefined }], 'any')
  const { products = [], nextCategory } = found ?? {}
  if (cli.globals.json) {
    talk.printJson({
      customer: id,
      asOf: new Date(now).toISOString(),
      products: productsJson(products, name, app.shop),
      nextCategory: nextCategory ?? null,
    })
    return exitCodes.fine
  }
  if (products.length === 0) {
    talk.print(`Nothing can be recommended to ${name}.`)
    talk.say('It must be in the catalogue, and others must have bought it: perennial import products FILE')
    return exitCodes.fine
  }
  talk.print(talk.paint('bold', `What an email recommends to ${name}`))
  for (const line of table(recommendedRows(products, name, app.shop), ['right', 'left', 'right'])) talk.print(line)
  if (nextCategory !== undefined) talk.print(`  Next best category: ${nextCategory}`)
  talk.say('\nNext   show them with {{#each recommendations}} in a template: docs/language.md')
  return exitCodes.fine
}
