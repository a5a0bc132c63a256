import type { Command } from 'commander'
import { statsOf, strainsOf } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { count } from '../counts.ts'
import { exitCodes } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'
import { table } from '../table.ts'

/** `perennial stats`: what was sent and what came of it, by campaign, step and variant. */
export function stats(command: Command, cli: Cli): void {
  command.option('--storage', 'instead: how much room each table takes, and what a customer and an email cost').action(
    cli.action(({ storage }: { storage?: true }) =>
      withShop(cli, async (shop) => {
        if (!storage) return run(cli, shop)
        return (await import('../show-storage.ts')).showStorage(cli, shop)
      }),
    ),
  )
}

const COLUMNS = [
  'submitted',
  'delivered',
  'opened',
  'clicked',
  'bounced',
  'complained',
  'unsubscribed',
  'converted',
] as const

async function run(cli: Cli, { app, now }: OpenShop): Promise<number> {
  const campaigns = await statsOf(app, now)
  const strained = await strainsOf(app, now)
  if (cli.globals.json) {
    cli.talk.printJson({ campaigns, strained })
    return exitCodes.fine
  }
  if (campaigns.length === 0) {
    cli.talk.print('Nothing was sent yet.')
    return exitCodes.fine
  }
  const head = ['email', ...COLUMNS, 'revenue']
  const rows = campaigns.map((row) => [
    `${row.campaign}/${row.step}${row.variant === null ? '' : ` (${row.variant})`}`,
    ...COLUMNS.map((name) => count(row[name])),
    `${(row.revenue / 100).toFixed(2)} ${app.shop.currency}`,
  ])
  for (const line of table([head, ...rows])) cli.talk.print(line)
  for (const strain of strained) cli.talk.warn(`${cli.talk.paintTalk('yellow', 'warning')}  ${strain.says}.`)
  cli.talk.say('\nClicks and opens of programs are left out. Opens say little: many mail programs load no pictures.')
  return exitCodes.fine
}
