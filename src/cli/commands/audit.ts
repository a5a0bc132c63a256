import type { Command } from 'commander'
import { auditShop, type Begun, beginTouchpoint } from '../../app/index.ts'
import { type Audited, touchpoints } from '../../audit/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { cutTo, table } from '../table.ts'

interface Options {
  readonly write?: string
}

/** `perennial audit`: the moments at which a shop should say something, which of them have a campaign, what is missing. */
export function audit(command: Command, cli: Cli): void {
  command
    .option('--write <moment>', 'write a campaign and its emails to begin with; nothing is written over')
    .action(cli.action(async ({ write }: Options) => (write === undefined ? look(cli) : begin(cli, write))))
}

async function look(cli: Cli): Promise<number> {
  const audited = await auditShop(shopFilesOf(cli))
  if (!audited) throw brokenShop()
  const missing = audited.filter(({ campaigns }) => campaigns.length === 0)
  if (cli.globals.json) cli.talk.printJson(audited.map(json))
  else {
    for (const line of lines(audited)) cli.talk.print(line)
    cli.talk.print('')
    cli.talk.print(`${audited.length - missing.length} of ${audited.length} moments have a campaign.`)
    for (const { touchpoint } of missing) {
      cli.talk.print('')
      cli.talk.print(`${touchpoint.title}  (perennial audit --write ${touchpoint.name})`)
      cli.talk.print(`  ${touchpoint.why}`)
    }
  }
  if (missing.length === 0) cli.talk.say('Next   perennial stats     what came of them')
  else
    cli.talk.say('A campaign counts by how it starts; where that does not tell, by a tag with the name of the moment.')
  return exitCodes.fine
}

function json({ touchpoint: { name, title, why }, campaigns }: Audited) {
  return { moment: name, title, why, campaigns }
}

function lines(audited: readonly Audited[]): string[] {
  const rows = audited.map(({ touchpoint: { name, title }, campaigns }) => [
    name,
    title,
    campaigns.length === 0 ? '– missing' : cutTo(campaigns.join(', '), 60),
  ])
  return table([['moment', '', 'campaigns'], ...rows], [], '')
}

async function begin(cli: Cli, name: string): Promise<number> {
  const begun = await beginTouchpoint(shopFilesOf(cli), name)
  if ('refused' in begun) throw refusal(begun, name)
  if (cli.globals.json) cli.talk.printJson(begun)
  else {
    for (const file of begun.written) cli.talk.print(file)
    for (const file of begun.kept) cli.talk.say(`${file} was there already and stays as it is.`)
  }
  cli.talk.say('Next   put your own words into it, then')
  for (const template of begun.templates) cli.talk.say(`       perennial preview ${template} --as CUSTOMER`)
  cli.talk.say('       perennial check && perennial test && perennial plan')
  return exitCodes.fine
}

function refusal(begun: Extract<Begun, { refused: string }>, name: string): Failure {
  if (begun.refused === 'broken shop') return brokenShop()
  if (begun.refused === 'there already') {
    return new Failure(`${begun.file} is there already`, `rename it, or give your campaign the tag ${name}`)
  }
  const known = touchpoints.map((one) => one.name)
  const near = didYouMean(name, known)
  return new Failure(`No moment is called "${name}"`, near ? `did you mean "${near}"?` : `known: ${known.join(', ')}`)
}

function brokenShop(): Failure {
  return new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
}
