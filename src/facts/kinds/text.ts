import { fold } from '../../text/index.ts'
import type { Checked, Problem } from '../../problem.ts'
import { didYouMean, type YamlNode } from '../../yaml/index.ts'
import type { Condition, TextCondition } from '../condition.ts'
import type { Kind, KindName, PhraseReading } from '../kind.ts'
import { match, refuse, type Slip, tidy } from './phrase.ts'
import { standingForms } from './standing.ts'
import { textMatches, textSql } from './text-match.ts'

/** A text as it is compared and shown, or why it cannot be one. */
export type ReadText = (text: string, reading: PhraseReading) => { text: string; shown: string } | Slip

interface TextKind {
  readonly name: KindName
  readonly doc: string
  readonly examples: readonly string[]
  readonly pattern: string
  /** `words`: only a word or a list of words, no parts of them. */
  readonly parts: 'words' | 'parts'
  readonly read: ReadText
  readonly matches?: Pick<Kind, 'holds' | 'predicate'>
}

const PARTS = ['contains', 'starts with', 'ends with'] as const

/** A kind whose phrases are a word, a list of words (or), or a part of a text. */
export function textKind(kind: TextKind): Kind {
  return {
    name: kind.name,
    doc: kind.doc,
    examples: kind.examples,
    pattern: kind.pattern,
    parse: (node, reading) => (node.kind === 'list' ? readList(node, reading, kind) : readOne(node, reading, kind)),
    say: (condition) => sayText(asText(condition)),
    holds: (value, condition) => textMatches(value, asText(condition)),
    predicate: (column, condition) => textSql(column, asText(condition)),
    ...kind.matches,
  }
}

/** Free text: cities, products, the shop's own. */
export const plainTextKind = textKind({
  name: 'text',
  doc: 'A text or a list of them (a list means or); letter case does not count, accents do.',
  examples: ['Zagreb', '[Zagreb, Split]', 'contains grad', 'starts with Za', 'ends with reb', 'set', 'not set'],
  pattern: '^\\S(?:[\\s\\S]*\\S)?$',
  parts: 'parts',
  read: (text, { fact, known }) =>
    !known || known.has(text)
      ? { text: fold(text), shown: text }
      : never(fact, text, didYouMean(text, known.names()), 'write one that exists'),
})

/** One of the words that a fact allows. */
export const wordKind = textKind({
  name: 'word',
  doc: 'One of the words of the fact, or a list of them.',
  examples: ['subscribed', '[subscribed, never asked]'],
  pattern: '^[a-z][a-z _-]*$',
  parts: 'words',
  read: (text, reading) => {
    const words = reading.words ?? []
    const word = words.find((one) => fold(one) === fold(text))
    if (word !== undefined) return { text: fold(word), shown: word }
    return never(reading.fact, text, didYouMean(text, words), `one of ${words.join(', ')}`)
  },
})

function never(fact: string, text: string, near: string | undefined, other: string): Slip {
  const hint = near ? `did you mean "${near}"?` : other
  return { slip: 'unknown-word', message: `${fact} is never "${text}"`, hint, ...(near ? { phrase: near } : {}) }
}

/** Words in the canonical spelling; what YAML would misread is quoted. */
export function sayText(condition: TextCondition): string {
  if (condition.is === 'set' || condition.is === 'not set') return condition.is
  const words = condition.shown.map(yamlWord)
  const said = condition.shown.length === 1 ? (words[0] ?? '') : `[${words.join(', ')}]`
  return condition.is === 'one of' ? said : yamlWord(`${condition.is} ${condition.shown.join(', ')}`)
}

/** Text as a plain YAML word, in quotes where YAML would read it otherwise. */
export function yamlWord(text: string): string {
  const plain = /^[\p{L}\p{N}][\p{L}\p{N} ._/&'+-]*$/u.test(text) && !/^(?:true|false|null|[\d.]+|.*\s)$/i.test(text)
  return plain ? text : JSON.stringify(text)
}

function readList(
  node: Extract<YamlNode, { kind: 'list' }>,
  reading: PhraseReading,
  kind: TextKind,
): Checked<Condition> {
  if (node.items.length === 0) {
    return refuse(node, reading, {
      slip: 'empty',
      message: 'An empty list holds nobody',
      hint: 'write at least one word',
    })
  }
  const problems: Problem[] = []
  const [texts, shown]: [string[], string[]] = [[], []]
  for (const item of node.items) {
    const read = item.kind === 'scalar' ? readOne(item, reading, kind) : refuse(item, reading, noWord(reading))
    problems.push(...read.problems)
    const value = 'value' in read ? read.value : undefined
    if (value === undefined) continue
    if (value.is !== 'one of') problems.push(...refuse(item, reading, noWord(reading)).problems)
    else {
      texts.push(...value.texts)
      shown.push(...value.shown)
    }
  }
  return problems.length > 0 ? { problems } : { value: { is: 'one of', texts, shown }, problems }
}

function readOne(node: YamlNode, reading: PhraseReading, kind: TextKind): Checked<Condition> {
  if (node.kind !== 'scalar') return refuse(node, reading, noWord(reading))
  const text = node.text.trim()
  const phrase = tidy(text)
  if (phrase === '')
    return refuse(node, reading, {
      slip: 'empty',
      message: `"${reading.fact}" says nothing`,
      hint: 'write a word or a list of words',
    })
  if (phrase === 'set' || phrase === 'not set') return { value: { is: phrase }, problems: [] }
  const slip = notText(phrase, reading)
  if (slip) return refuse(node, reading, slip)
  const part = kind.parts === 'parts' ? partOf(text) : undefined
  if (part && part.rest === '') return refuse(node, reading, { slip: 'empty', message: `"${part.is}" what?` })
  if (part) return { value: { is: part.is, texts: [fold(part.rest)], shown: [part.rest] }, problems: [] }
  const read = kind.read(kind.parts === 'parts' ? text : phrase, reading)
  if ('slip' in read) return refuse(node, reading, listOf(phrase, reading, kind) ?? read)
  return { value: { is: 'one of', texts: [read.text], shown: [read.shown] }, problems: [] }
}

/** Phrases of other kinds that would otherwise be taken for a very odd word. */
function notText(phrase: string, reading: PhraseReading): Slip | undefined {
  if (match(phrase, reading, standingForms) !== undefined) {
    return {
      slip: 'rank-on-text',
      message: `${reading.fact} is a word: it has no rank`,
      hint: 'rank numbers and money, such as total_spent',
    }
  }
  const negated = /^(?:is not|not|isn't|!=|<>|!|except) ?(.+)$/i.exec(phrase)
  if (negated) {
    return {
      slip: 'negated',
      message: 'Rules have no "not": put the line under `none`',
      hint: 'everybody else is the complement',
      line: `none: [${reading.fact}: ${negated[1]}]`,
    }
  }
  const symbol = /^(?:==?|is) (.+)$/i.exec(phrase)
  if (symbol)
    return { slip: 'symbol', message: `"${phrase}" is written as the word alone`, phrase: symbol[1] as string }
  return undefined
}

/** `contains grad` in its two pieces. White space inside a text counts: texts compare after NFC and case alone. */
function partOf(text: string): { is: (typeof PARTS)[number]; rest: string } | undefined {
  const found = /^(contains|starts\s+with|ends\s+with)(?:\s+(.*))?$/is.exec(text)
  const is = PARTS.find((words) => words === tidy(found?.[1] ?? '').toLowerCase())
  return is && { is, rest: found?.[2] ?? '' }
}

/** `HR, BA` is a list that lacks its brackets. */
function listOf(phrase: string, reading: PhraseReading, kind: TextKind): Slip | undefined {
  const words = phrase.split(/,| or /).map((word) => word.trim())
  if (words.length < 2 || words.some((word) => 'slip' in kind.read(word, reading))) return undefined
  const list = `[${words.join(', ')}]`
  return { slip: 'wrong-shape', message: `"${phrase}" is a list`, hint: 'a list stands in brackets', phrase: list }
}

function noWord(reading: PhraseReading): Slip {
  return { slip: 'wrong-shape', message: `"${reading.fact}" takes a word or a list of words` }
}

function asText(condition: Condition): TextCondition {
  return condition as TextCondition
}
