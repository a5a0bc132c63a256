import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../failure.ts'
import { withShop } from '../open-shop.ts'

/** `perennial migrate`: brings the database up to date, as every command does when it opens one. */
export function migrateCommand(command: Command, cli: Cli): void {
  command.action(
    cli.action(() =>
      withShop(cli, async ({ app }) => {
        const { sql } = await import('kysely')
        const done = await sql<{ name: string }>`select name from migrations order by name`.execute(app.db)
        const names = done.rows.map((row) => row.name)
        const file = app.file ?? 'in memory'
        if (cli.globals.json) cli.talk.printJson({ database: file, migrations: names })
        else cli.talk.print(`The database is up to date (${names.at(-1)}): ${file}`)
        return exitCodes.fine
      }),
    ),
  )
}
