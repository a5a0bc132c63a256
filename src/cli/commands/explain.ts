import type { Command } from 'commander'
import { type Explanation, explanations } from '../../explain/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { table } from '../table.ts'
import type { Talk } from '../talk.ts'

/** `perennial explain [CODE]`: what a problem means, why it matters, wrong and right. */
export function explain(command: Command, cli: Cli): void {
  command
    .argument('[code]', 'the word that `check --json` and `more` name; without it, all of them')
    .action(cli.action((code?: string) => run(cli, code)))
}

async function run({ globals, talk }: Cli, code: string | undefined): Promise<number> {
  if (code === undefined) return showAll(globals.json, talk)
  const found = explanations.find((one) => one.code === code)
  if (!found) {
    const near = didYouMean(
      code,
      explanations.map((one) => one.code),
    )
    throw new Failure(`No problem has the code "${code}"`, near ? `perennial explain ${near}` : 'perennial explain')
  }
  if (globals.json) talk.printJson(jsonOf(found))
  else show(found, talk)
  return exitCodes.fine
}

function showAll(json: boolean, talk: Talk): number {
  const sorted = explanations.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  if (json) talk.printJson({ explanations: sorted.map(jsonOf) })
  else for (const line of table(sorted.map(({ code, means }) => [code, plain(means)]))) talk.print(line)
  talk.say('Next   perennial explain CODE     one of them, wrong and right')
  return exitCodes.fine
}

function show({ code, means, why, wrong, right }: Explanation, talk: Talk): void {
  talk.print(`${talk.paint('bold', code)}  ${plain(means)}`)
  talk.print()
  for (const line of wrapped(why, Math.min(100, talk.width) - 2)) talk.print(`  ${line}`)
  talk.print()
  talk.print(talk.paint('red', 'wrong'))
  for (const line of linesOf(wrong)) talk.print(`  ${line}`)
  talk.print(talk.paint('green', 'right'))
  for (const line of linesOf(right)) talk.print(`  ${line}`)
}

function jsonOf({ code, means, why, wrong, right }: Explanation) {
  return { code, means: plain(means), why, wrong, right }
}

/** Code is marked by backticks, which a terminal shows as they are. */
function plain(means: string): string {
  return means.replaceAll('`', '"')
}

function linesOf(snippet: string): string[] {
  return snippet.trimEnd().split('\n')
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
