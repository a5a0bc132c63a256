import type { Command } from 'commander'
import type { Examined, Outside } from '../../upkeep/index.ts'
import { hasDatabase } from '../../app/index.ts'
import { dotenvOf } from '../../config/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes } from '../failure.ts'
import { type SettingFlags, shopFilesOf, withShop } from '../open-shop.ts'
import { openProgress } from '../progress.ts'
import { screenWidth } from '../table.ts'
import type { Talk } from '../talk.ts'

/** `perennial doctor`: is everything as it should be, one line each with the repair; 1 when something must be repaired. */
export function doctor(command: Command, cli: Cli): void {
  command.action(cli.action(() => runDoctor(cli)))
}

/** The command over any outside world. */
export async function runDoctor(cli: Cli, outside?: Outside): Promise<number> {
  const findings = await examined(cli, outside)
  const broken = findings.filter(({ condition }) => condition === 'broken').length
  const warnings = findings.filter(({ condition }) => condition === 'warning').length
  if (cli.globals.json) {
    cli.talk.printJson({ broken, warnings, checks: findings })
  } else {
    for (const line of lines(findings, cli.talk)) cli.talk.print(line)
    cli.talk.say(closing(broken, warnings))
  }
  return broken > 0 ? exitCodes.problems : exitCodes.fine
}

async function examined(cli: Cli, outside: Outside | undefined): Promise<readonly Examined[]> {
  const { examineShop, realOutside } = await import('../../upkeep/index.ts')
  const found: Examined[] = []
  try {
    await withShop(
      cli,
      async ({ app }) => {
        const progress = openProgress(cli.io, cli.talk, 'Looking')
        const onExamined = (done: number, all: number) => progress.update(done, all, `${done} of ${all}`)
        found.push(...(await examineShop(app, cli.io.clock.now(), outside ?? realOutside, onExamined)))
        progress.end()
        return exitCodes.fine
      },
      await flagsFor(cli),
    )
    return found
  } catch (error) {
    if (!(error instanceof Error && error.name === 'DatabaseProblem')) throw error
    const damaged = / cannot be opened: /.test(error.message)
    const repair = damaged ? { repair: 'perennial restore with the newest backup' } : {}
    return [{ check: 'database', condition: 'broken', says: error.message, ...repair }]
  }
}

/** A look makes and mends nothing: where there is no database yet, an empty one in memory stands for it. */
async function flagsFor(cli: Cli): Promise<SettingFlags> {
  const { dir } = shopFilesOf(cli)
  const flags = { database: cli.globals.database, port: undefined, publicPort: undefined }
  const there = await hasDatabase(dir, { flags, env: cli.io.env, dotenv: dotenvOf(dir) })
  return { owed: 'left', ...(there ? {} : { database: 'sqlite::memory:' }) }
}

const WORDS = { ok: 'ok', warning: 'warning', broken: 'broken', skipped: '-' } as const
const COLOURS = { ok: 'green', warning: 'yellow', broken: 'red', skipped: 'dim' } as const

function lines(findings: readonly Examined[], { paint }: Talk): string[] {
  const width = Math.max(...findings.map(({ check }) => screenWidth(check)))
  return findings.flatMap(({ check, condition, says, repair }) => {
    const line = `  ${paint(COLOURS[condition], WORDS[condition].padEnd(7))}  ${check.padEnd(width)}  ${says}`
    return repair === undefined ? [line] : [line, `  ${' '.repeat(9 + width)}  → ${repair}`]
  })
}

function closing(broken: number, warnings: number): string {
  if (broken > 0) return `${counted(broken, 'thing')} to repair, ${counted(warnings, 'warning')}.`
  return warnings > 0 ? `Nothing to repair, ${counted(warnings, 'warning')}.` : 'Everything is as it should be.'
}
