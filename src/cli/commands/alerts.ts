import type { Command } from 'commander'
import { type Alerts, findAlerts } from '../../insights/index.ts'
import { alertLines } from '../alerts-text.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'

/** `perennial alerts`: what left its usual range, which good customers became late today, and whom campaigns named. */
export function alerts(command: Command, cli: Cli): void {
  command
    .option('--most <customers>', 'at most so many customers of a kind, those who spent most or the newest first', '5')
    .action(cli.action(({ most }: { most: string }) => withShop(cli, (shop) => run(cli, shop, most))))
}

async function run({ io, talk, globals }: Cli, { app, now }: OpenShop, most: string): Promise<number> {
  if (!/^[1-9]\d{0,2}$/.test(most)) throw new Failure(`--most is "${most}"`, 'a number from 1 to 999')
  const progress = openProgress(io, talk, 'Counting')
  let found: Alerts
  try {
    const onProgress = (done: number, total: number) => progress.update(done, total)
    found = await findAlerts(app.at(now), app.shop, Number(most), { onProgress })
  } finally {
    progress.end()
  }
  if (globals.json) talk.printJson(found)
  else for (const line of alertLines(found, app)) talk.print(line)
  return exitCodes.fine
}
