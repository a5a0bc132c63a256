import { type Command, Option } from 'commander'
import { databaseUrl, readProgramme, segmentSql } from '../../app/index.ts'
import { zonedInstant } from '../../calendar/index.ts'
import { dotenvOf } from '../../config/index.ts'
import { inWords } from '../../segments/index.ts'
import { readInstant } from '../as-of.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { namedSegment } from '../named-segment.ts'
import { shopFilesOf } from '../open-shop.ts'

const DIALECTS = ['sqlite', 'postgres'] as const

/** `perennial sql SEGMENT`: the query that finds its members; no database is asked. */
export function sql(command: Command, cli: Cli): void {
  command
    .argument('<segment>', 'its name: the file without .yaml')
    .addOption(new Option('--dialect <name>', "for which database, default the shop's own").choices(DIALECTS))
    .action(
      cli.action(async (name: string, { dialect }: { dialect?: (typeof DIALECTS)[number] }) =>
        run(cli, name, dialect ?? (await ownDialect(cli))),
      ),
    )
}

async function ownDialect({ globals, io }: Cli): Promise<(typeof DIALECTS)[number]> {
  const flags = { database: globals.database, port: undefined, publicPort: undefined }
  const url = await databaseUrl({ flags, env: io.env, dotenv: dotenvOf(globals.dir) })
  return url !== undefined && /^postgres(ql)?:/.test(url) ? 'postgres' : 'sqlite'
}

async function run(cli: Cli, name: string, dialect: (typeof DIALECTS)[number]): Promise<number> {
  const files = shopFilesOf(cli)
  const { value } = await readProgramme(files)
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  const segment = namedSegment(value, files, name)
  const { timeZone } = value.shop
  const now = cli.globals.asOf === undefined ? cli.io.clock.now() : readInstant(cli.globals.asOf, timeZone)
  const written = await segmentSql(value, name, dialect, now)
  if (cli.globals.json) {
    cli.talk.printJson(written)
    return exitCodes.fine
  }
  cli.talk.print(`-- ${inWords(segment)}`)
  cli.talk.print(`-- For ${dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, as of ${zonedInstant(now, timeZone)}.`)
  for (const [i, value] of written.parameters.entries()) {
    cli.talk.print(`-- ${dialect === 'sqlite' ? '?' : '$'}${i + 1} = ${JSON.stringify(value)}`)
  }
  cli.talk.print(written.sql)
  cli.talk.say(`Next   perennial members ${name}     who is in it`)
  return exitCodes.fine
}
