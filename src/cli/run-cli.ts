import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { catalog } from './catalog.ts'
import type { Cli, Globals } from './cli.ts'
import { exitCodes } from './failure.ts'
import { addGlobalOptions } from './global-options.ts'
import { explainError } from './explain-error.ts'
import { topHelp } from './help.ts'
import type { Io } from './io.ts'
import { makeTalk } from './talk.ts'

/** Options of the program that take a value, for finding the command's name before the line is parsed. */
const WITH_VALUE = ['-C', '--dir', '--database', '--as-of']

/** Runs one command line and returns its exit code. Nothing but `io` and the shop's folder is touched. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  if (args.length === 0) {
    io.stdout.write(topHelp(catalog))
    return exitCodes.fine
  }
  let code: number = exitCodes.fine
  const program = makeProgram(io)
  const cli: Cli = {
    io,
    catalog,
    get globals() {
      return globalsOf(program, io)
    },
    get talk() {
      const { color = true, quiet = false } = program.opts<{ color?: boolean; quiet?: boolean }>()
      return makeTalk(io, { color, quiet })
    },
    action:
      (work) =>
      async (...given) => {
        code = await work(...given)
      },
  }
  try {
    await addCommands(program, cli, nameIn(args))
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage
    return explainError(error, cli)
  }
}

function makeProgram(io: Io): Command {
  const program = new Command('perennial')
  addGlobalOptions(program)
    .version(version(), '-V, --version', 'the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'error  ')),
    })
    .showSuggestionAfterError(true)
    .helpCommand(false)
    .configureHelp({
      showGlobalOptions: true,
      formatHelp: (command, help) => (command.parent ? subHelp(command, help) : topHelp(catalog)),
    })
  return program
}

function subHelp(command: Command, help: ReturnType<Command['createHelp']>): string {
  return Object.getPrototypeOf(help).formatHelp.call(help, command, help)
}

/** Adds every command by name and summary, and the one that is asked for with its options. */
async function addCommands(program: Command, cli: Cli, wanted: string | undefined): Promise<void> {
  for (const entry of catalog) {
    const command = program.command(entry.name).summary(entry.summary).description(sentence(entry.summary))
    if (entry.name === wanted) (await entry.load())(command, cli)
  }
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`
}

/** The command's name: the first word that is neither an option nor the value of one. */
function nameIn(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (WITH_VALUE.includes(arg)) i++
    else if (!arg.startsWith('-')) return arg
  }
  return undefined
}

function globalsOf(program: Command, io: Io): Globals {
  const flags = program.opts<{ dir?: string; database?: string; asOf?: string; json?: boolean; input?: boolean }>()
  const { dir = '.' } = flags
  return {
    dir: isAbsolute(dir) ? dir : join(io.cwd, dir),
    database: flags.database,
    asOf: flags.asOf,
    json: flags.json ?? false,
    input: flags.input ?? true,
  }
}

function version(): string {
  // From src/cli and from dist/src/cli the package lies at a different depth.
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as { version: string }).version
    } catch {}
  }
  return 'unknown'
}
