import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { writeSchemas } from '../write-schemas.ts'

/** `perennial schema`: JSON Schemas for editors, with the shop's own attributes, events and names. */
export function schema(command: Command, cli: Cli): void {
  command.action(cli.action(() => run(cli)))
}

async function run(cli: Cli): Promise<number> {
  const { value } = await writeSchemas(shopFilesOf(cli).dir)
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  if (cli.globals.json) cli.talk.printJson({ written: value })
  else for (const file of value) cli.talk.print(file)
  cli.talk.say('Editors with the YAML language server now offer the facts, events and names of this shop.')
  return exitCodes.fine
}
