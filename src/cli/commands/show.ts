import type { Command } from 'commander'
import { nameOf, readProgramme, type Shown, type ShopFiles, shownOf } from '../../app/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { table } from '../table.ts'

/** `perennial show NAME`: a segment, campaign or template in English, what it uses and what uses it. */
export function show(command: Command, cli: Cli): void {
  command.argument('<name>', 'a segment, campaign or template').action(cli.action((name: string) => run(cli, name)))
}

async function run(cli: Cli, name: string): Promise<number> {
  const files = shopFilesOf(cli)
  const { value } = await readProgramme(files)
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  const [first, ...also] = await shownOf(files, value, name)
  if (!first) throw unknown(name, files)
  if (cli.globals.json) cli.talk.printJson({ ...jsonOf(first), ...(also.length > 0 ? { also: also.map(jsonOf) } : {}) })
  else for (const one of [first, ...also]) print(cli, one, one !== first)
  return exitCodes.fine
}

function jsonOf({ name, kind, file, sentences, uses, usedBy }: Shown) {
  return { name, kind, file, words: sentences.join(' '), uses, usedBy }
}

function print({ talk }: Cli, { kind, sentences, file, uses, usedBy }: Shown, isAnother: boolean): void {
  const [first = '', ...rest] = sentences
  if (isAnother) talk.print()
  talk.print(talk.paint('bold', first))
  for (const sentence of rest) talk.print(sentence)
  const rows = [
    [kind, file],
    ['uses', uses.join(', ')],
    ['used by', usedBy.join(', ')],
  ]
  for (const line of table(rows.filter(([, said]) => said !== ''))) talk.print(line)
}

/** A name that a file has but nobody can read is a problem of the file; any other is a wrong usage. */
function unknown(name: string, { segments, campaigns, templates }: ShopFiles): Failure {
  const written = [...segments, ...campaigns, ...templates].map(nameOf)
  if (written.includes(name)) return new Failure(`${name} cannot be read`, 'perennial check', exitCodes.problems)
  const near = didYouMean(name, written)
  const next = near ? `perennial show ${near}` : 'perennial list segments'
  return new Failure(`No segment, campaign or template is called "${name}"`, next)
}
