import type { Command } from 'commander'
import { hasDatabase, nameOf, readProgramme, type ShopFiles, sourceOf, type TestedGuard } from '../../app/index.ts'
import { testGuards, testShop } from '../../app/index.ts'
import { dotenvOf } from '../../config/index.ts'
import type { Problem } from '../../problem.ts'
import { didYouMean } from '../../yaml/index.ts'
import { readInstant } from '../as-of.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf, withShop } from '../open-shop.ts'
import { printTests, type Tested, testsJson } from '../test-text.ts'

/** `perennial test [NAME…]`: the examples of segments and campaigns, and the guards where there is a database. */
export function test(command: Command, cli: Cli): void {
  command
    .argument('[name...]', 'segments and campaigns; without a name all')
    .action(cli.action((names: string[]) => run(cli, names)))
}

async function run(cli: Cli, names: readonly string[]): Promise<number> {
  const began = cli.io.clock.now()
  const files = shopFilesOf(cli)
  const { value, problems } = await readProgramme(files)
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  const { asOf } = cli.globals
  const now = asOf === undefined ? began : readInstant(asOf, value.shop.timeZone)
  const all = await testShop(value, now)
  const broken = brokenFiles(problems, files)
  refuseUnknown(names, [...all.map(({ name }) => name), ...broken.map(nameOfFile)])
  const wanted = (name: string) => names.length === 0 || names.includes(name)
  const tested: Tested = {
    files: all.filter(({ name }) => wanted(name)),
    guards: (await guardsOf(cli, files)).filter(({ segment }) => wanted(segment)),
    broken: broken.filter((file) => wanted(nameOfFile(file))),
  }
  if (cli.globals.json) cli.talk.printJson(testsJson(tested))
  else printTests(cli.talk, tested, { source: (file) => sourceOf(files, file), took: cli.io.clock.now() - began })
  return isSound(tested) ? exitCodes.fine : exitCodes.problems
}

function isSound({ files, guards, broken }: Tested): boolean {
  const failed = files.some(({ examples }) => examples.some(({ problem }) => problem))
  return !failed && broken.length === 0 && guards.every(({ stopped }) => stopped.length === 0)
}

/** Where there is no database yet, there is nobody to guard. */
async function guardsOf(cli: Cli, { dir }: ShopFiles): Promise<TestedGuard[]> {
  const flags = { database: cli.globals.database, port: undefined, publicPort: undefined }
  if (!(await hasDatabase(dir, { flags, env: cli.io.env, dotenv: dotenvOf(dir) }))) return []
  let guards: TestedGuard[] = []
  await withShop(cli, async ({ app, now }) => {
    guards = await testGuards(app, now)
    return exitCodes.fine
  })
  return guards
}

/** Rules that could not be read cannot be tried either. */
function brokenFiles(problems: readonly Problem[], { segments, campaigns }: ShopFiles): string[] {
  const wrong = new Set(problems.flatMap(({ severity, place }) => (severity === 'error' && place ? [place.file] : [])))
  return [...segments, ...campaigns].flatMap(({ file }) => (wrong.has(file) ? [file] : []))
}

function nameOfFile(file: string): string {
  return nameOf({ file, text: '' })
}

function refuseUnknown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  const near = didYouMean(unknown, known)
  const next = near ? `did you mean ${near}?` : 'perennial list segments, perennial list campaigns'
  throw new Failure(`No segment or campaign is called "${unknown}"`, next)
}
