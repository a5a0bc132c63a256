import { Command } from 'commander'
import type { Cli } from './cli.ts'
import { addGlobalOptions } from './global-options.ts'
import { argumentNames, type Named, shopWords } from './shop-words.ts'

/**
 * What may stand at the end of a command line: names of commands, options, segments, campaigns, templates and facts.
 * `words` are those after the program's name; the last is what has been typed of the one in question.
 */
export async function candidates(words: readonly string[], cli: Cli): Promise<string[]> {
  const typed = words.at(-1) ?? ''
  const line = await readLine(words.slice(0, -1), cli)
  const found = await foundAt(line, typed, cli)
  return [...new Set(found)].filter((one) => one.startsWith(typed)).sort()
}

/** A command line as far as it is complete. */
interface Line {
  readonly named: string | undefined
  /** Undefined before the command's name, and after one that there is not. */
  readonly command: Command | undefined
  readonly operands: readonly string[]
  /** The option whose value comes next. */
  readonly waiting: Option | undefined
  readonly dir: string
}

type Option = Command['options'][number]

const globals = addGlobalOptions(new Command())

async function readLine(words: readonly string[], cli: Cli): Promise<Line> {
  let line: Line = { named: undefined, command: undefined, operands: [], waiting: undefined, dir: '.' }
  for (const word of words) {
    if (line.waiting) {
      const dir = line.waiting.long === '--dir' ? word : line.dir
      line = { ...line, dir, waiting: undefined }
    } else if (word.startsWith('-')) line = { ...line, waiting: optionsOf(line).find((one) => wantsValue(one, word)) }
    else if (line.named === undefined) line = { ...line, named: word, command: await declared(word, cli) }
    else line = { ...line, operands: [...line.operands, word] }
  }
  return line
}

function optionsOf({ command }: Line): readonly Option[] {
  return [...(command?.options ?? []), ...globals.options]
}

function wantsValue(option: Option, word: string): boolean {
  return (option.required || option.optional) && (option.long === word || option.short === word)
}

/** A command with its options and arguments, as its file declares them. */
async function declared(name: string, cli: Cli): Promise<Command | undefined> {
  const entry = cli.catalog.find((one) => one.name === name)
  if (!entry) return undefined
  const command = new Command(name)
  const declare = await entry.load()
  declare(command, cli)
  return command
}

async function foundAt(line: Line, typed: string, cli: Cli): Promise<readonly string[]> {
  const { waiting, command, named, dir } = line
  if (waiting?.argChoices) return waiting.argChoices
  if (waiting) return waiting.long === '--select' ? shopWords(cli.io.cwd, dir, SELECTED) : []
  if (typed.startsWith('-'))
    return [...optionsOf(line).flatMap(({ long, short }) => [long, short]), '--help'].filter(isText)
  if (!command) return named === undefined ? cli.catalog.map(({ name }) => name) : []
  return operandsAt(command, line, cli)
}

const SELECTED: readonly Named[] = ['segments', 'campaigns']

async function operandsAt(command: Command, { operands, dir }: Line, cli: Cli): Promise<readonly string[]> {
  const { registeredArguments: all } = command
  const at = Math.min(operands.length, all.length - 1)
  const argument = all[at]
  if (!argument || (operands.length >= all.length && !argument.variadic)) return []
  return argument.argChoices ?? shopWords(cli.io.cwd, dir, argumentNames[command.name()]?.[at] ?? [])
}

function isText(flag: string | undefined): flag is string {
  return flag !== undefined
}
