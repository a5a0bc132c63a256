import type { Command } from 'commander'
import { takeNewPepper, takeNewSecret } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { copyFrom, type CopyFlags } from '../copy-from.ts'
import { exitCodes, Failure } from '../failure.ts'
import { type OpenShop, withShop } from '../open-shop.ts'

/** `perennial migrate`: brings the database up to date, as every command does, or moves the shop into it from another. */
export function migrateCommand(command: Command, cli: Cli): void {
  command
    .option(
      '--copy-from <url>',
      'move the shop here from sqlite:FILE or postgres://…; the same call goes on after a stop',
    )
    .option('--trial', 'with --copy-from: a copy to try, which sends nothing; the other one goes on')
    .option('--anew', 'with --copy-from: throw away what an unfinished copy has, and begin again')
    .option('--new-pepper', 'data/pepper is lost: who was erased so far is not recognised any more, who is from now on')
    .option('--new-secret', 'data/secret is lost or given up: links in emails sent so far end, those from now on count')
    .action(cli.action((flags: Flags) => run(cli, flags)))
}

interface Flags extends Partial<CopyFlags> {
  readonly newPepper?: true
  readonly newSecret?: true
}

function run(cli: Cli, { copyFrom: from, newPepper, newSecret, ...flags }: Flags): Promise<number> {
  if (from !== undefined) return copyFrom(cli, { ...flags, copyFrom: from })
  if (flags.trial || flags.anew) throw new Failure('--trial and --anew need --copy-from', 'perennial help migrate')
  return withShop(cli, async (shop) => {
    if (newPepper) await takeNewPepper(shop.app)
    if (newSecret) await takeNewSecret(shop.app)
    return bringUpToDate(cli, shop)
  })
}

async function bringUpToDate(cli: Cli, { app }: OpenShop): Promise<number> {
  const { sql } = await import('kysely')
  const { databaseAddress } = await import('../../db/index.ts')
  const done = await sql<{ name: string }>`select name from migrations order by name`.execute(app.db)
  const names = done.rows.map((row) => row.name)
  const database = app.file ?? (app.place === 'memory' ? 'in memory' : databaseAddress(app.settings.database, app.dir))
  if (cli.globals.json) cli.talk.printJson({ database, migrations: names })
  else cli.talk.print(`The database is up to date (${names.at(-1)}): ${database}`)
  return exitCodes.fine
}
