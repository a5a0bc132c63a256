import { isAbsolute, join, relative } from 'node:path'
import type { Command } from 'commander'
import type { Staged } from '../../db/index.ts'
import type { Leavers, Settled } from '../../upkeep/index.ts'
import { eraseAgain } from '../../app/index.ts'
import { askYes, canAsk } from '../ask.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { databaseOf } from '../database-of.ts'
import { exitCodes, Failure } from '../failure.ts'
import { holdings } from '../holdings.ts'
import { withShop } from '../open-shop.ts'

/** `perennial restore FILE`: puts a backup in the place of the database, keeps the old one, and sends nothing yet. */
export function restore(command: Command, cli: Cli): void {
  command
    .argument('<file>', 'a backup of this program, not newer than it')
    .option('--yes', 'do not ask')
    .action(cli.action((file: string, { yes }: { yes?: true }) => run(cli, file, yes ? 'yes' : 'ask')))
}

async function run(cli: Cli, named: string, consent: 'yes' | 'ask'): Promise<number> {
  const { io, talk } = cli
  if (consent === 'ask' && !canAsk(io, cli.globals)) {
    throw new Failure('Nobody is here to confirm', `perennial restore ${named} --yes does it without asking`)
  }
  const database = await databaseOf(cli)
  const { stage } = await import('../../db/index.ts')
  const staged = await stage(isAbsolute(named) ? named : join(io.cwd, named), database)
  try {
    talk.say(`${named} is sound: ${holdings(staged.rows)}.`)
    if (consent === 'ask' && !(await askYes(io, `Put it in the place of ${relative(io.cwd, database)}?`))) {
      talk.say('Nothing was changed.')
      return exitCodes.heldBack
    }
    return await swap(cli, staged, database)
  } finally {
    staged.remove()
  }
}

async function swap(cli: Cli, staged: Staged, database: string): Promise<number> {
  const { putBack, settleRestored } = await import('../../upkeep/index.ts')
  const kept = putBack(staged, database, cli.io.clock.now())
  return withShop(cli, async ({ app, now }) => {
    const settled = { ...(await settleRestored(app, kept, now)), erasedAgain: await eraseAgain(app, now) }
    if (cli.globals.json) cli.talk.printJson({ database, kept: kept ?? null, rows: staged.rows, ...settled })
    else for (const line of words(cli, staged, settled, kept)) cli.talk.print(line)
    return exitCodes.fine
  })
}

interface Done extends Settled {
  readonly erasedAgain: number
}

function words(
  { io }: Cli,
  { rows }: Staged,
  { leavers, sending, erasedAgain }: Done,
  kept: string | undefined,
): string[] {
  const lines = [`Restored: ${holdings(rows)}.`]
  if (kept !== undefined) lines.push(`The database before is kept: ${relative(io.cwd, kept)}`)
  if (leavers === 'unreadable') {
    lines.push('It cannot be read any more: who unsubscribed since the backup is not known here. Import them again.')
  } else if (leavers !== 'nothing replaced') lines.push(leaversWords(leavers))
  if (erasedAgain > 0) lines.push(`${counted(erasedAgain, 'customer')} erased since the backup, erased again.`)
  if (sending === 'free') return lines
  return [
    ...lines,
    'Nothing is sent yet: what it holds as unsent may have gone out.',
    'Next   perennial uncertain, then perennial resume',
  ]
}

function leaversWords({ unsubscribed, suppressed, paused }: Leavers): string {
  const all = [
    unsubscribed > 0 ? `${counted(unsubscribed, 'unsubscribe')}` : '',
    suppressed > 0 ? `${counted(suppressed, 'suppression')}` : '',
    paused > 0 ? `${counted(paused, 'pause')}` : '',
  ].filter(Boolean)
  return all.length === 0 ? 'Nobody has left since the backup.' : `Taken over from it: ${all.join(', ')}.`
}
