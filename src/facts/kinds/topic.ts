import type { Checked, Problem } from '../../problem.ts'
import { didYouMean, problemOn, readFields, scalarOf, type YamlNode } from '../../yaml/index.ts'
import type { Condition, TopicCondition } from '../condition.ts'
import type { Kind, PhraseReading } from '../kind.ts'
import { noScalar } from './no-scalar.ts'
import { refuse } from './phrase.ts'
import { textMatches, textSql } from './text-match.ts'
import { sayText, wordKind, yamlWord } from './text.ts'

/** What was said about one of the shop's topics: `{name: offers, is: subscribed}`. */
export const topicKind: Kind = {
  name: 'topic',
  doc: "One of the shop's topics and one or more of the words of `consent`: `{name: offers, is: subscribed}`.",
  examples: ['{name: news, is: subscribed}', '{name: news, is: [unsubscribed, never asked]}'],
  pattern: noScalar,
  parse: (node, reading) => (node.kind === 'map' ? readTopic(node, reading) : { problems: [inBraces(node, reading)] }),
  say: (condition) => {
    const { name, texts, shown } = condition as TopicCondition
    return `{name: ${yamlWord(name)}, is: ${sayText({ is: 'one of', texts, shown })}}`
  },
  holds: (value, condition) => textMatches(value, { ...(condition as TopicCondition), is: 'one of' }),
  predicate: (column, condition) => textSql(column, { ...(condition as TopicCondition), is: 'one of' }),
}

function readTopic(node: YamlNode, reading: PhraseReading): Checked<Condition> {
  const { entries, problems: unknown } = readFields(node, ['name', 'is'], `"${reading.fact}"`)
  const problems: Problem[] = [...unknown]
  const [name, is] = [entries.get('name'), entries.get('is')]
  const topic = name && scalarOf(name, problems)
  const known = topic && topicsOf(reading).find((one) => one === topic.text.trim())
  if (topic && known === undefined) problems.push(unknownTopic(topic, topic.text.trim(), reading))
  const { words = [] } = reading
  const said = is && wordKind.parse(is.value, { ...reading, fact: 'is', words })
  problems.push(
    ...(said?.problems ?? []).map((one) => ({ ...one, message: one.message.replace(/^is is/, 'A topic is') })),
  )
  if (is && said?.value && said.value.is !== 'one of') problems.push(...neverMissing(is.value, reading))
  if (!name) problems.push(problemOn(node, 'missing-key', `"${reading.fact}" needs the name of a topic`, 'add `name:`'))
  if (!is) problems.push(problemOn(node, 'missing-key', 'What is it?', `add \`is: ${words[0] ?? ''}\``))
  const condition = said?.value
  if (problems.length > 0 || known === undefined || condition?.is !== 'one of') return { problems }
  return { value: { is: 'about topic', name: known, texts: condition.texts, shown: condition.shown }, problems }
}

/** A campaign without a topic has this one, whether the shop file lists it or not. */
function topicsOf({ shop }: PhraseReading): string[] {
  return [...new Set([...Object.keys(shop.topics), 'news'])]
}

function neverMissing(node: YamlNode, reading: PhraseReading): Problem[] {
  const hint = `one of ${(reading.words ?? []).join(', ')}`
  return refuse(node, reading, { slip: 'unknown-word', message: 'Consent is never missing', hint }).problems
}

function unknownTopic(node: Pick<YamlNode, 'place'>, name: string, reading: PhraseReading): Problem {
  const near = didYouMean(name, topicsOf(reading))
  const hint = near ? `did you mean "${near}"?` : 'add it under "topics" in perennial.yaml'
  const problem = problemOn(node, 'unknown-topic', `The shop file has no topic "${name}"`, hint)
  return near ? { ...problem, try: `name: ${near}` } : problem
}

function inBraces(node: YamlNode, reading: PhraseReading): Problem {
  const { fact } = reading
  const topics = topicsOf(reading)
  const written = node.kind === 'scalar' ? node.text.trim() : ''
  const topic = topics.includes(written) ? written : (topics[0] ?? 'news')
  const line = `${fact}: {name: ${topic}, is: subscribed}`
  return { ...problemOn(node, 'wrong-shape', `"${fact}" takes a topic and a word`, `write ${line}`), try: line }
}
