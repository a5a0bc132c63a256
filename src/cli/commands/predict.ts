import { type Command, Option } from 'commander'
import { type PredictionRequest, type Predictions, predictCustomer, predictShop } from '../../app/index.ts'
import { type OrderModel, orderModels } from '../../predictions/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedCustomer } from '../named-customer.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { customerLines, predictionLines } from '../predict-text.ts'

interface Options {
  readonly model: OrderModel
  readonly days: string
}

/** `perennial predict`: what customers will probably do, by models fitted to the shop's own orders. */
export function predict(command: Command, cli: Cli): void {
  const model = new Option('--model <name>', 'the model of orders').choices(orderModels)
  command
    .argument('[customer]', 'id or e-mail address: what this one will probably do')
    .addOption(model.default('bg-nbd'))
    .option('--days <number>', 'for how many days ahead', '365')
    .action(
      cli.action((customer: string | undefined, options: Options) =>
        withShop(cli, (shop) => run(cli, shop, customer, options)),
      ),
    )
}

async function run(cli: Cli, shop: OpenShop, named: string | undefined, options: Options): Promise<number> {
  const request = { model: options.model, days: readDays(options.days) }
  const customer = named === undefined ? undefined : await namedCustomer(shop, named)
  const found = await predictShop(shop.app, shop.now, request)
  if (customer) return ofCustomer(cli, shop, found, { ...customer, days: request.days })
  if (cli.globals.json) cli.talk.printJson({ ...found, days: request.days })
  else for (const line of predictionLines(found, request.days, shop.app.shop, cli.talk.paint)) cli.talk.print(line)
  cli.talk.say('Next   perennial predict CUSTOMER     one of them; docs/models.md says what the numbers are')
  return exitCodes.fine
}

async function ofCustomer(
  cli: Cli,
  { app, now }: OpenShop,
  found: Predictions,
  { key, id, name, days }: { key: number; id: string; name: string } & Pick<PredictionRequest, 'days'>,
): Promise<number> {
  const prediction = await predictCustomer(app, now, found, { customer: key, days })
  if (cli.globals.json) cli.talk.printJson({ customer: id, asOf: found.asOf, days, prediction: prediction ?? null })
  else for (const line of customerLines(prediction, { name, days, found }, app.shop)) cli.talk.print(line)
  return exitCodes.fine
}

function readDays(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= 3650) return days
  throw new Failure(`--days: "${text}" is no number of days from 1 to 3650`, '--days 365')
}
