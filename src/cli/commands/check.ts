import { isAbsolute, relative, sep } from 'node:path'
import type { Command } from 'commander'
import { checkShop, type ShopCheck, sourceOf } from '../../app/index.ts'
import { hasErrors, type Problem } from '../../problem.ts'
import type { Cli } from '../cli.ts'
import { counted } from '../counts.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { printedProblem, problemJson } from '../show-problems.ts'

/** `perennial check [FILE…]`: all problems of all files at once, or those of FILE. */
export function check(command: Command, cli: Cli): void {
  command
    .argument('[file...]', 'show the problems of these files only')
    .action(cli.action((wanted: string[]) => run(cli, wanted)))
}

async function run(cli: Cli, wanted: readonly string[]): Promise<number> {
  const files = shopFilesOf(cli)
  const names = wanted.map((file) => nameBelow(files.dir, cli.io.cwd, file))
  for (const [i, name] of names.entries()) {
    if (sourceOf(files, name) === undefined) throw new Failure(`${wanted[i]} is no file of this shop`)
  }
  const result = await checkShop(files, cli.io.clock.now())
  const { problems } = result
  const shown = names.length === 0 ? problems : problems.filter(({ place }) => place && names.includes(place.file))
  if (cli.globals.json) cli.talk.printJson({ problems: shown.map(problemJson) })
  else {
    for (const problem of shown) {
      cli.talk.print(printedProblem(problem, problem.place && sourceOf(files, problem.place.file), cli.talk))
    }
    cli.talk.say(closing(shown, result, names))
  }
  return hasErrors(shown) ? exitCodes.problems : exitCodes.fine
}

/** The path of a file as problems name it: relative to the shop's folder, with `/`. */
function nameBelow(dir: string, cwd: string, file: string): string {
  const path = isAbsolute(file) ? file : `${cwd}${sep}${file}`
  return relative(dir, path).split(sep).join('/')
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
