import type { Command } from 'commander'
import {
  type AppOptions,
  checkShop,
  countConcerned,
  hasDatabase,
  openApp,
  schemaState,
  type ShopCheck,
  type ShopFiles,
} from '../../app/index.ts'
import { sourceOf } from '../../app/index.ts'
import { dotenvOf } from '../../config/index.ts'
import { hasErrors, type Problem } from '../../problem.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { printedProblem, problemJson } from '../show-problems.ts'
import type { Talk } from '../talk.ts'
import { wantedFiles } from '../wanted-files.ts'

/** `perennial check [FILE…]`: all problems of all files at once, or those of FILE. */
export function check(command: Command, cli: Cli): void {
  command
    .argument('[file...]', 'show the problems of these files only')
    .action(cli.action((wanted: string[]) => run(cli, wanted)))
}

async function run(cli: Cli, wanted: readonly string[]): Promise<number> {
  const files = shopFilesOf(cli)
  const names = wantedFiles(files, cli.io.cwd, wanted)
  const settings = settingsOf(cli, files)
  const result = await checkShop(files, cli.io.clock.now(), settings)
  const problems = await withCounts(cli, files, settings, result)
  const shown = names.length === 0 ? problems : problems.filter(({ place }) => place && names.includes(place.file))
  if (cli.globals.json) cli.talk.printJson({ problems: shown.map(problemJson) })
  else {
    printAll(cli.talk, files, shown)
    cli.talk.say(closing(shown, result, names))
    if (!hasErrors(shown)) await remindOfSchemas(cli.talk, files)
  }
  return hasErrors(shown) ? exitCodes.problems : exitCodes.fine
}

/** Editors offer what `schema/` says: it is written anew by hand, so somebody must say when. */
async function remindOfSchemas(talk: Talk, files: ShopFiles): Promise<void> {
  const state = await schemaState(files)
  if (state === 'absent')
    talk.say('Note   perennial schema   writes schema/, by which editors complete and check these files')
  if (state === 'stale')
    talk.say('Note   perennial schema   schema/ is older than these files: editors offer what it says')
}

/** Each problem with its frame; the first of a code says where there is more. */
function printAll(talk: Talk, files: ShopFiles, problems: readonly Problem[]): void {
  const told = new Set<string>()
  for (const problem of problems) {
    talk.print(printedProblem(problem, problem.place && sourceOf(files, problem.place.file), talk))
    if (!told.has(problem.code)) talk.print(`  more  perennial explain ${problem.code}`)
    told.add(problem.code)
  }
}

function settingsOf({ globals, io }: Cli, { dir }: ShopFiles): AppOptions {
  const flags = { database: globals.database, port: undefined, publicPort: undefined }
  return { flags, env: io.env, dotenv: dotenvOf(dir), clock: io.clock }
}

/** Adds to problems about customers how many there are and who, where the shop has a database. */
async function withCounts(
  cli: Cli,
  files: ShopFiles,
  options: AppOptions,
  { problems, countable }: ShopCheck,
): Promise<readonly Problem[]> {
  if (countable.length === 0 || !(await hasDatabase(files.dir, options))) return problems
  const { value: app } = await openApp(files, options)
  if (!app) return problems
  try {
    const counts = await countConcerned(app, countable, cli.io.clock.now())
    return problems.map((problem) => {
      const count = counts.get(problem)
      return count ? { ...problem, hint: `${problem.hint}; ${count}` } : problem
    })
  } finally {
    await app.close()
  }
}

function closing(problems: readonly Problem[], { counts }: ShopCheck, names: readonly string[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error').length
  const warnings = counted(problems.length - errors, 'warning')
  if (errors > 0) return `${counted(errors, 'error')}, ${warnings}. Mend them, then: perennial check`
  const what =
    names.length > 0
      ? names.join(', ')
      : [
          counted(counts.segments, 'segment'),
          counted(counts.campaigns, 'campaign'),
          `${counted(counts.templates, 'template')} in ${counted(counts.languages, 'language')}`,
        ].join(', ')
  return `${what}: no errors${problems.length > 0 ? `, ${warnings}` : ''}.\nNext   perennial plan     who would get what today, and why`
}
