import type { Command } from 'commander'
import { readProgramme, type Programme, templatesOf } from '../../app/index.ts'
import { type Campaign, segmentsOf } from '../../campaigns/index.ts'
import { inWords, type Segment, segmentsIn } from '../../segments/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { table } from '../table.ts'

/** `perennial show NAME`: a segment or campaign in English, what it uses and what uses it. */
export function show(command: Command, cli: Cli): void {
  command.argument('<name>', 'a segment or a campaign').action(cli.action((name: string) => run(cli, name)))
}

async function run(cli: Cli, name: string): Promise<number> {
  const { value } = await readProgramme(shopFilesOf(cli))
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  const shown = [...value.segments.filter(named(name)).map((one) => segmentShown(one, value))]
  shown.push(...value.campaigns.filter(named(name)).map((one) => campaignShown(one, value)))
  if (shown.length === 0) throw unknown(name, value)
  if (cli.globals.json) cli.talk.printJson(shown.length === 1 ? shown[0] : shown)
  else for (const one of shown) print(cli, one)
  return exitCodes.fine
}

/** What is said of a segment or campaign. */
interface Shown {
  readonly name: string
  readonly kind: 'segment' | 'campaign'
  readonly file: string
  readonly words: string
  readonly uses: readonly string[]
  readonly usedBy: readonly string[]
}

function named(name: string) {
  return (one: { readonly name: string }) => one.name === name
}

function segmentShown(segment: Segment, { shop, segments, campaigns }: Programme): Shown {
  const asks = (one: Segment) => segmentsIn([one.who], shop.stages)
  const users = [
    ...segments.filter((one) => asks(one).includes(segment.name)),
    ...campaigns.filter((one) => segmentsOf(one, shop.stages).includes(segment.name)),
  ]
  const { name, file } = segment
  const usedBy = users.map((one) => one.name)
  return { name, kind: 'segment', file, words: inWords(segment), uses: asks(segment), usedBy }
}

function campaignShown(campaign: Campaign, { shop }: Programme): Shown {
  const templates = [...new Set(templatesOf(campaign).map(({ template }) => template))]
  const words = `${campaign.title}: starts ${campaign.starts.phrase}, then ${templates.join(', ')}.`
  const uses = [...segmentsOf(campaign, shop.stages), ...templates.map((name) => `templates/${name}.mjml`)]
  return { name: campaign.name, kind: 'campaign', file: campaign.file, words, uses, usedBy: [] }
}

function print({ talk }: Cli, { words, file, uses, usedBy }: Shown): void {
  talk.print(talk.paint('bold', words))
  const rows = [
    ['file', file],
    ['uses', uses.join(', ')],
    ['used by', usedBy.join(', ')],
  ]
  for (const line of table(rows.filter(([, said]) => said !== ''))) talk.print(line)
}

function unknown(name: string, { segments, campaigns }: Programme): Failure {
  const near = didYouMean(
    name,
    [...segments, ...campaigns].map((one) => one.name),
  )
  return new Failure(
    `No segment or campaign is called "${name}"`,
    near ? `perennial show ${near}` : 'perennial list segments',
  )
}
