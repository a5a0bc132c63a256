import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { megabytes } from '../counts.ts'
import { databaseOf } from '../database-of.ts'
import { exitCodes, Failure } from '../failure.ts'
import { openProgress } from '../progress.ts'
import { holdings } from '../holdings.ts'

/** `perennial backup FILE`: a verified copy of the database, consistent also while mail goes out. */
export function backup(command: Command, cli: Cli): void {
  command
    .argument('<file>', 'a new file; a backup never writes over one')
    .action(cli.action((file: string) => run(cli, file)))
}

async function run(cli: Cli, named: string): Promise<number> {
  const { io, talk, globals } = cli
  const database = await databaseOf(cli)
  if (!existsSync(database)) throw new Failure(`There is no database ${database} yet`, 'perennial import makes one')
  const target = isAbsolute(named) ? named : join(io.cwd, named)
  const { backUp } = await import('../../db/index.ts')
  const progress = openProgress(io, talk, 'Copying')
  try {
    const { bytes, rows } = await backUp(database, target, (done, total) =>
      progress.update(done, total, `${megabytes(done)} of about ${megabytes(total)}`),
    )
    progress.end()
    if (globals.json) talk.printJson({ file: target, bytes, rows })
    else talk.print(`Copied ${megabytes(bytes)} to ${named}, verified: ${holdings(rows)}.`)
  } finally {
    progress.end()
  }
  talk.say('Keep data/secret and data/pepper with it: old links and erasures need them.')
  return exitCodes.fine
}
