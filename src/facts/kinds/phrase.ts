import type { Checked, Problem } from '../../problem.ts'
import type { YamlNode } from '../../yaml/index.ts'
import type { Condition } from '../condition.ts'
import type { PhraseReading } from '../kind.ts'

/**
 * One way to say something: words with slots, `within the last {n} {unit}`. The regular expression, the JSON-Schema
 * pattern and the message of a mistake all come from the shape.
 */
export interface Form<C extends Condition = Condition> {
  readonly shape: string
  /** What the words in the slots mean, in their order; a slip says why they cannot be. */
  read(slots: readonly string[], reading: PhraseReading, phrase: string): C | Slip
}

/** A phrase that has the right shape but cannot be meant: `between 180 and 90`. */
export interface Slip {
  readonly slip: string
  readonly message: string
  readonly hint?: string
  /** The phrase to paste. */
  readonly phrase?: string
  /** The whole line to paste, where it is not `fact: phrase`. */
  readonly line?: string
}

/** A habit of speech that is not the language: how it reads, what to write, and which mistake that is. */
export interface Repair {
  readonly from: RegExp
  readonly to: string | ((phrase: string, reading: PhraseReading) => string)
  readonly code?: string
  readonly message?: string
  readonly hint?: string
}

const SLOTS: Readonly<Record<string, string>> = {
  n: '[0-9]{1,3}(?: [0-9]{3})+|[0-9]+',
  number: '-?(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?',
  currency: '[A-Za-z]{3}',
  unit: 'hours?|days?|weeks?|months?|years?',
  days: 'days?|weeks?',
  period: 'week|month|quarter|year',
  span: 'week|month',
  day: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  month: 'January|February|March|April|May|June|July|August|September|October|November|December',
  customers: 'customers?',
  middle: 'average|median',
}

/** Reads a single phrase by the first form whose shape it has. */
export function readPhrase(
  node: YamlNode,
  reading: PhraseReading,
  forms: readonly Form[],
  repairs: readonly Repair[],
): Checked<Condition> {
  if (node.kind !== 'scalar') return refuse(node, reading, wrongShape(node, reading, forms))
  const phrase = tidy(node.text)
  if (phrase === '')
    return refuse(node, reading, {
      slip: 'empty',
      message: `"${reading.fact}" says nothing`,
      hint: say(forms, reading),
    })
  const read = match(phrase, reading, forms)
  if (read && 'slip' in read) return refuse(node, reading, read)
  if (read) return { value: read, problems: [] }
  return refuse(node, reading, repaired(phrase, reading, forms, repairs) ?? unknown(phrase, reading, forms))
}

/** White space as single blanks: the way phrases are compared. */
export function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** What the first form that has the phrase's shape makes of it. */
export function match(phrase: string, reading: PhraseReading, forms: readonly Form[]): Condition | Slip | undefined {
  for (const form of forms) {
    const found = shapeOf(form).exec(phrase)
    if (found) return form.read(found.slice(1), reading, phrase)
  }
  return undefined
}

/** A JSON-Schema pattern that takes each form. */
export function patternOf(forms: readonly Form[]): string {
  return `^(?:${forms.map((form) => source(form.shape, '(?:')).join('|')})$`
}

/** A problem at a node with the line to paste. */
export function refuse(node: Pick<YamlNode, 'place'>, reading: PhraseReading, slip: Slip): { problems: Problem[] } {
  const { slip: code, message, hint, phrase } = slip
  const line = slip.line ?? (phrase === undefined ? undefined : `${reading.fact}: ${phrase}`)
  const problem: Problem = {
    code,
    severity: 'error',
    message,
    place: node.place,
    ...(hint === undefined ? {} : { hint }),
    ...(line === undefined ? {} : { try: line }),
  }
  return { problems: [problem] }
}

const shapes = new Map<string, RegExp>()

function shapeOf(form: Form): RegExp {
  const known = shapes.get(form.shape)
  if (known) return known
  const made = new RegExp(`^${source(form.shape, '(')}$`, 'i')
  shapes.set(form.shape, made)
  return made
}

function source(shape: string, open: '(' | '(?:'): string {
  return shape.replaceAll(/\{(\w+)\}/g, (_, slot: string) => `${open}${SLOTS[slot] ?? slot})`)
}

function wrongShape(node: YamlNode, reading: PhraseReading, forms: readonly Form[]): Slip {
  const found = node.kind === 'list' ? 'a list' : 'a block'
  return { slip: 'wrong-shape', message: `"${reading.fact}" takes one phrase, not ${found}`, hint: say(forms, reading) }
}

/** Applies the repairs one after the other until the phrase can be read. The first with a name of its own names the mistake. */
function repaired(
  phrase: string,
  reading: PhraseReading,
  forms: readonly Form[],
  repairs: readonly Repair[],
): Slip | undefined {
  let text = phrase
  let first: Repair | undefined
  for (const repair of repairs) {
    const { to } = repair
    const next = tidy(
      typeof to === 'string' ? text.replace(repair.from, to) : text.replace(repair.from, (part) => to(part, reading)),
    )
    if (next === text) continue
    text = next
    if (!first || isVague(first)) first = isVague(repair) ? (first ?? repair) : repair
    const read = match(text, reading, forms)
    if (!read) continue
    if ('slip' in read) return read
    const message = (first.message ?? 'I do not understand "{}"').replace('{}', phrase)
    return {
      slip: first.code ?? 'unknown-phrase',
      message,
      hint: first.hint ?? 'this is how it is written',
      phrase: text,
    }
  }
  return undefined
}

function isVague(repair: Repair): boolean {
  return (repair.code ?? 'unknown-phrase') === 'unknown-phrase'
}

function unknown(phrase: string, reading: PhraseReading, forms: readonly Form[]): Slip {
  return {
    slip: 'unknown-phrase',
    message: `I do not understand "${phrase}" for ${reading.fact}`,
    hint: say(forms, reading),
  }
}

/** A few shapes in words: what would be right. */
function say(forms: readonly Form[], { shop }: PhraseReading): string {
  const shown = forms.slice(0, 4).map(({ shape }) => shape.replace('{n}', '30').replace('{n}', '60'))
  const words = shown.map((shape) =>
    shape
      .replaceAll('{number}', '3')
      .replaceAll('{unit}', 'days')
      .replaceAll(' ?{currency}', ` ${shop.currency}`)
      .replaceAll(/[{}]/g, ''),
  )
  return `write for example ${words.join(', ')}`
}
