import type { Command } from 'commander'
import { type Programme, readProgramme } from '../../app/index.ts'
import { type Campaign, rulesOf } from '../../campaigns/index.ts'
import { arrivesLater, type EventKind, type Fact, isEventQuestion, kinds, type Vocabulary } from '../../facts/index.ts'
import { clausesOf, type Rule } from '../../segments/index.ts'
import { didYouMean } from '../../yaml/index.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, Failure } from '../failure.ts'
import { shopFilesOf } from '../open-shop.ts'
import { table } from '../table.ts'

/** `perennial facts [NAME]`: what rules can ask, the shop's own attributes and events included. */
export function facts(command: Command, cli: Cli): void {
  command
    .argument('[name]', 'one fact or event, with all its phrases')
    .action(cli.action((name?: string) => run(cli, name)))
}

async function run(cli: Cli, name: string | undefined): Promise<number> {
  const { value } = await readProgramme(shopFilesOf(cli))
  if (!value) throw new Failure('The shop file cannot be used as it is', 'perennial check', exitCodes.problems)
  if (name === undefined) return showAll(cli, value.vocabulary)
  const found = value.vocabulary.fact(name) ?? value.vocabulary.event(name)
  if (!found && arrivesLater(name)) throw new Failure(`"${name}" arrives with a later version`, 'perennial facts')
  if (!found) {
    const near = didYouMean(name, value.vocabulary.names)
    throw new Failure(`Nothing is called "${name}"`, near ? `perennial facts ${near}` : 'perennial facts')
  }
  const usedBy = usersOf(name, value)
  if (cli.globals.json) cli.talk.printJson({ ...('kind' in found ? oneFact(found, value) : eventJson(found)), usedBy })
  else {
    for (const line of 'kind' in found ? factLines(found, value, usedBy) : eventLines(found, usedBy))
      cli.talk.print(line)
  }
  return exitCodes.fine
}

function showAll({ globals, talk }: Cli, vocabulary: Vocabulary): number {
  if (globals.json) {
    talk.printJson({ facts: vocabulary.facts.map(factJson), events: vocabulary.events.map(eventJson) })
    return exitCodes.fine
  }
  const factRows = vocabulary.facts.map((fact) => [`${fact.name}: ${fact.example}`, fact.doc])
  const eventRows = vocabulary.events.map((event) => [`${event.name}: ${event.example}`, event.doc])
  const lines = table([...factRows, ...eventRows])
  talk.print(talk.paint('bold', 'Facts'))
  for (const line of lines.slice(0, factRows.length)) talk.print(line)
  talk.print(talk.paint('bold', 'Events'))
  for (const line of lines.slice(factRows.length)) talk.print(line)
  talk.say('Next   perennial facts NAME     one of them, with all it understands')
  return exitCodes.fine
}

function factJson({ name, kind, doc, example, missing, words }: Fact) {
  return { fact: name, kind, doc, example: `${name}: ${example}`, missing, ...(words ? { words } : {}) }
}

function oneFact(fact: Fact, { shop }: Programme) {
  return { ...factJson(fact), phrases: phrasesOf(fact, shop.currency) }
}

/** What the fact understands, as lines that parse. */
function phrasesOf(fact: Fact, currency: string): string[] {
  const phrases = fact.answers === 'named' ? namedPhrases(fact) : (fact.words ?? examplesOf(fact, currency))
  return phrases.map((phrase) => `${fact.name}: ${phrase}`)
}

function examplesOf({ kind, example, known }: Fact, currency: string): string[] {
  const { examples } = kinds.find(({ name }) => name === kind) ?? { examples: [] }
  // Zagreb is a text and no time zone.
  if (known) return [example, ...examples.filter((phrase) => phrase.endsWith('set'))]
  return examples.map((phrase) => phrase.replaceAll('EUR', currency))
}

/** `{name: news, is: subscribed}`: the example with each of the words. */
function namedPhrases({ example, words = [] }: Fact): string[] {
  const shown = words.find((word) => example.includes(word))
  return shown === undefined ? [example] : words.map((word) => example.replace(shown, word))
}

/** The segments and campaigns whose rules ask for a fact or event. */
function usersOf(name: string, { segments, campaigns }: Programme): string[] {
  const asks = (rules: readonly Rule[]) =>
    rules
      .flatMap(clausesOf)
      .some(({ question }) => (isEventQuestion(question) ? question.event : question.fact) === name)
  const starts = ({ starts }: Campaign) => starts.text === `when: ${name}` || starts.text.startsWith(`when: ${name}, `)
  return [
    ...segments.filter(({ who }) => asks([who])),
    ...campaigns.filter((campaign) => asks(rulesOf(campaign)) || starts(campaign)),
  ].map((one) => one.name)
}

function eventJson({ name, doc, example, filters, measures }: EventKind) {
  return {
    event: name,
    doc,
    example: `${name}: ${example}`,
    filters: filters.map((filter) => ({ name: filter.name, kind: filter.kind, doc: filter.doc })),
    measures: measures.map((measure) => ({ name: measure.key, kind: measure.kind, doc: measure.doc })),
  }
}

function factLines(fact: Fact, { shop }: Programme, usedBy: readonly string[]): string[] {
  const rows = [
    ['kind', fact.kind],
    ['example', `${fact.name}: ${fact.example}`],
    ['missing', fact.missing],
    ...phrasesOf(fact, shop.currency).map((line, i) => [i === 0 ? 'phrases' : '', line]),
    ...(usedBy.length > 0 ? [['used by', usedBy.join(', ')]] : []),
  ]
  return [`${fact.name}  ${fact.doc}`, ...table(rows)]
}

function eventLines(event: EventKind, usedBy: readonly string[]): string[] {
  const rows = [
    ['example', `${event.name}: ${event.example}`],
    ['window', 'within: 180 days, since:, before:, between:'],
    ...(usedBy.length > 0 ? [['used by', usedBy.join(', ')]] : []),
  ]
  const parts = [
    ...event.filters.map((filter) => ['filter', `${filter.name} (${filter.kind})`, filter.doc]),
    ...event.measures.map((measure) => ['measure', `${measure.key} (${measure.kind})`, measure.doc]),
  ]
  return [`${event.name}  ${event.doc}`, ...table(rows), ...table(parts)]
}
