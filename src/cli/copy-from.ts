import { databaseUrl, readProgramme } from '../app/index.ts'
import { dotenvOf } from '../config/index.ts'
import type { Moved } from '../upkeep/index.ts'
import type { Cli } from './cli.ts'
import { count, counted } from './counts.ts'
import { exitCodes, Failure } from './failure.ts'
import { holdings } from './holdings.ts'
import { shopFilesOf } from './open-shop.ts'
import { openProgress } from './progress.ts'

/** Flags of `perennial migrate` for a copy. */
export interface CopyFlags {
  readonly copyFrom: string
  readonly trial?: true
  readonly anew?: true
}

/** Copies another database into the shop's own, which must be empty, and says what was compared. */
export async function copyFrom(cli: Cli, { copyFrom: from, trial, anew }: CopyFlags): Promise<number> {
  const { io, talk } = cli
  const files = shopFilesOf(cli)
  const { value: programme } = await readProgramme({ ...files, segments: [], campaigns: [] })
  const flags = { database: cli.globals.database, port: undefined, publicPort: undefined }
  const to = await databaseUrl({ flags, env: io.env, dotenv: dotenvOf(files.dir) })
  if (!programme || to === undefined) throw new Failure('The shop cannot be read', 'perennial check says why')
  const { moveHouse } = await import('../upkeep/index.ts')
  const progress = openProgress(io, talk, 'Copying')
  io.interrupt.drain()
  try {
    const moved = await moveHouse(
      {
        from,
        to,
        dir: files.dir,
        provider: programme.shop.provider,
        kind: trial ? 'trial' : 'move',
        begin: anew ? 'anew' : 'on',
        onProgress: (done, total, table) => progress.update(done, total, table),
        signal: io.interrupt.signal,
      },
      io.clock.now(),
    )
    progress.end()
    if (cli.globals.json) talk.printJson(shapeOf(moved))
    else tell(cli, moved)
    return exitCodes.fine
  } catch (error) {
    if (!io.interrupt.signal.aborted) throw error
    progress.end()
    talk.warn('Interrupted: the same command goes on with it.')
    return exitCodes.interrupted
  } finally {
    progress.end()
  }
}

function shapeOf({ from, to, tables, resumed, sending }: Moved) {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return { from, database: to, resumed: resumed === 'yes', rows, sending, tables }
}

function tell({ talk }: Cli, { from, to, tables, sending }: Moved): void {
  const filled = tables.filter(({ rows }) => rows > 0)
  const rows = Object.fromEntries(tables.map((table) => [table.table, table.rows]))
  talk.print(`Copied ${from} to ${to}: ${holdings(rows)}.`)
  const all = filled.reduce((sum, table) => sum + table.rows, 0)
  talk.print(`${counted(filled.length, 'table')} with ${count(all)} rows compared, all the same.`)
  if (sending === 'here') talk.say(`It sends from here now. ${from} sends nothing any more.`)
  if (sending === 'held') {
    talk.say(`It sends nothing yet: ${from} may still do so. Next   perennial uncertain, then perennial resume`)
  }
}
