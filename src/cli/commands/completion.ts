import { Argument, type Command } from 'commander'
import { candidates } from '../candidates.ts'
import type { Cli } from '../cli.ts'
import { completionScripts, type Shell, shells } from '../completion-scripts.ts'
import { exitCodes } from '../failure.ts'

/** `perennial completion SHELL`: the script; with the words of a line after `--`, what may come next. */
export function completion(command: Command, cli: Cli): void {
  command
    .addArgument(new Argument('<shell>', 'which shell').choices(shells))
    .argument('[words...]', 'a line to complete, after --: the script asks so')
    .action(cli.action((shell: Shell, words: string[]) => run(cli, shell, words)))
}

async function run(cli: Cli, shell: Shell, words: readonly string[]): Promise<number> {
  if (words.length === 0) cli.io.stdout.write(completionScripts[shell])
  else for (const one of await candidates(words, cli)) cli.talk.print(one)
  return exitCodes.fine
}
