import { join } from 'node:path'
import type { Command } from 'commander'
import { type Formatted, formatShop, sourceOf, writeSource } from '../../app/index.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { wantedFiles } from '../wanted-files.ts'
import { shopFilesOf } from '../open-shop.ts'
import { paintProblem, problemJson } from '../show-problems.ts'

interface Options {
  readonly check?: boolean
}

/** `perennial fmt [FILE…]`: the one canonical text of shop file, segments and campaigns. */
export function fmt(command: Command, cli: Cli): void {
  command
    .argument('[file...]', 'these files only')
    .option('--check', 'change nothing; name the files that would change, and end with 1 if there are any')
    .action(cli.action((wanted: string[], options: Options) => run(cli, wanted, options)))
}

async function run(cli: Cli, wanted: readonly string[], { check }: Options): Promise<number> {
  const files = shopFilesOf(cli)
  const names = wantedFiles(files, cli.io.cwd, wanted)
  const all = await formatShop(files)
  const looked = lookedAt(all, names)
  const changed = looked.filter(({ text, formatted }) => formatted !== undefined && formatted !== text)
  const broken = looked.filter(({ formatted }) => formatted === undefined)
  const problems = broken.flatMap((one) => one.problems)
  if (!check) {
    for (const { file, formatted = '' } of changed) await writeSource(join(files.dir, file), formatted)
  }
  if (cli.globals.json) {
    cli.talk.printJson({ changed: changed.map(({ file }) => file), problems: problems.map(problemJson) })
  } else {
    for (const { file } of changed) cli.talk.print(file)
    for (const problem of problems) {
      cli.talk.warn(paintProblem(problem, problem.place && sourceOf(files, problem.place.file), cli.talk))
    }
    cli.talk.say(closing(looked, changed.length, broken.length, check ? 'would change' : 'written anew'))
  }
  return broken.length > 0 || (check && changed.length > 0) ? exitCodes.problems : exitCodes.fine
}

/** The files that are asked for; where the shop file is broken beyond use, nothing but that can be told. */
function lookedAt(all: readonly Formatted[], names: readonly string[]): readonly Formatted[] {
  const asked = names.length === 0 ? all : all.filter(({ file }) => names.includes(file))
  if (asked.length > 0) return asked
  const broken = all.filter(({ formatted }) => formatted === undefined)
  if (broken.length > 0) return broken
  throw new Failure(`${names.join(', ')}: fmt is for the shop file, segments and campaigns`)
}

function closing(looked: readonly Formatted[], changed: number, broken: number, verb: string): string {
  const rest = looked.length - changed - broken
  const parts = [
    ...(changed > 0 ? [`${counted(changed, 'file')} ${verb}`] : []),
    ...(broken > 0 ? [`${counted(broken, 'file')} with problems left as ${broken === 1 ? 'it is' : 'they are'}`] : []),
    ...(rest > 0 ? [`${counted(rest, 'file')} canonical already`] : []),
  ]
  return `${parts.join(', ')}.`
}
