/** The texts of `templates/locales/LANG.yaml`: ICU messages by dotted key, in each language. */

import type { IntlMessageFormat } from 'intl-messageformat'
import { LineCounter, type Node, type Scalar, isMap, isScalar, parseDocument } from 'yaml'
import type { Checked, Place, Problem } from '../problem.ts'
import { refusal, syntaxProblem } from '../yaml/index.ts'
import { kept } from './kept.ts'
import { formatOf, sayerOf } from './sayer.ts'
import type { SourceFile } from './source-file.ts'

type Elements = ReturnType<IntlMessageFormat['getAst']>

/** A stretch of a plain text: words as they are, or the name of a value. */
export type TextPiece = { readonly words: string } | { readonly argument: string }

/** One text in one language. `pieces` is there when it holds only words and simple arguments. */
export interface LocaleText {
  /** The text with its values, in the plural forms and formats of its language. */
  readonly say: (values: Readonly<Record<string, string | number>>) => string
  /** As it is written. */
  readonly message: string
  readonly arguments: readonly string[]
  readonly pieces: readonly TextPiece[] | undefined
  /** A broken one is told once, and another language stands in. */
  readonly state: 'sound' | 'broken'
  /** The text in its file, and each of its arguments there. */
  readonly place: Place
  readonly places: ReadonlyMap<string, Place>
}

/** The texts of every language by its tag, each by its dotted key. */
export type Locales = ReadonlyMap<string, ReadonlyMap<string, LocaleText>>

interface Reading {
  readonly source: SourceFile
  readonly language: string
  readonly lines: LineCounter
  readonly texts: Map<string, LocaleText>
  readonly problems: Problem[]
}

/** Reads locale files; the language is the file's name: `templates/locales/hr.yaml`. */
export function readLocales(files: readonly SourceFile[]): Checked<Locales> {
  const readings = files.map(readLocale)
  const value = new Map(readings.map(({ language, texts }) => [language, texts]))
  return { value, problems: readings.flatMap((reading) => reading.problems) }
}

function readLocale(source: SourceFile): Reading {
  const language = (source.file.split('/').at(-1) ?? '').replace(/\.ya?ml$/, '')
  const lines = new LineCounter()
  const reading: Reading = { source, language, lines, texts: new Map(), problems: [] }
  if (!isLanguage(language)) {
    const message = `"${language}" is no language`
    report(reading, [0, 0], 'unknown-language', message, 'name the file after a language: hr.yaml, en-GB.yaml')
    return reading
  }
  const refused = refusal(source.file, source.text)
  if (refused) {
    reading.problems.push(refused)
    return reading
  }
  // Double keys are found below: the parser compares each key with each other.
  const document = parseDocument(source.text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false })
  const [mistake] = document.errors
  if (mistake) reading.problems.push(syntaxProblem(mistake, placeOf(reading, ...mistake.pos)))
  readNode(reading, document.contents, '')
  return reading
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function readNode(reading: Reading, node: unknown, key: string): void {
  if (isMap(node)) {
    const seen = new Set<string>()
    for (const { key: name, value } of node.items) {
      const word = isScalar(name) ? String(name.value) : ''
      if (seen.has(word))
        report(reading, rangeOf(name as Node), 'double-key', `"${word}" stands here twice`, 'take one out')
      seen.add(word)
      readNode(reading, value ?? name, key === '' ? word : `${key}.${word}`)
    }
  } else if (isScalar(node) && typeof node.value === 'string') readText(reading, node as Scalar<string>, key)
  else if (node) {
    const message = `${key === '' ? 'The file' : `"${key}"`} holds no text`
    report(reading, rangeOf(node as Node), 'missing-text', message, 'write the text in quotes')
  }
}

function readText(reading: Reading, node: Scalar<string>, key: string): void {
  const message = node.value
  const place = placeOf(reading, ...rangeOf(node))
  const plain = { say: () => message, message, arguments: [], place, places: NOWHERE }
  // Most texts are words only: ICU has nothing to say about them.
  if (!/['{}]/.test(message)) {
    reading.texts.set(key, { ...plain, pieces: [{ words: message }], state: 'sound' })
    return
  }
  const named = namedPieces(message)
  if (named) {
    const names = [...new Set(named.flatMap((piece) => ('argument' in piece ? [piece.argument] : [])))]
    const say = sayerOf(message, reading.language)
    const places = placesOf(reading, node, names)
    reading.texts.set(key, { say, message, arguments: names, pieces: named, place, places, state: 'sound' })
    return
  }
  try {
    const format = formatOf(message, reading.language)
    const elements = format.getAst()
    const say: LocaleText['say'] = (values) => String(format.format(values))
    const names = [...argumentsOf(elements)]
    const places = placesOf(reading, node, names)
    const pieces = piecesOf(elements)
    reading.texts.set(key, { say, message, arguments: names, pieces, place, places, state: 'sound' })
    for (const form of missingForms(elements, reading.language)) warnForm(reading, node, form)
  } catch (error) {
    reading.texts.set(key, { ...plain, pieces: undefined, state: 'broken' })
    const why = error instanceof Error ? error.message : String(error)
    report(reading, placeInText(reading, node, error), 'bad-text', `"${key}" is no ICU message`, icuHint(why))
  }
}

/** The pieces of a text of words and `{names}` alone: it needs no ICU either. */
function namedPieces(message: string): TextPiece[] | undefined {
  if (!/^[^{}']*(?:\{[a-zA-Z_]\w*\}[^{}']*)*$/.test(message)) return undefined
  return message
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { argument: piece.slice(1, -1) } : { words: piece }))
}

const NOWHERE: ReadonlyMap<string, Place> = new Map()

function placesOf(reading: Reading, node: Scalar<string>, names: readonly string[]): ReadonlyMap<string, Place> {
  const [start, end] = rangeOf(node)
  const raw = reading.source.text.slice(start, end)
  const places = names.map((name): [string, Place] => {
    const found = new RegExp(`\\{\\s*${name}\\s*\\}?`).exec(raw)
    const from = start + (found?.index ?? 0)
    return [name, placeOf(reading, from, found ? from + found[0].length : end)]
  })
  return new Map(places)
}

// By the lines that the YAML parser counted: texts are many. A file that was not parsed has none.
function placeOf({ source: { file }, lines }: Reading, start: number, end: number): Place {
  const [from, to] = [lines.linePos(start), lines.linePos(end)]
  const line = Math.max(1, from.line)
  const column = Math.max(1, from.col)
  return {
    file,
    line,
    column,
    endLine: Math.max(line, to.line),
    endColumn: Math.max(to.line > line ? 1 : column + 1, to.col),
  }
}

// The plural forms that whole numbers need in a language and a text leaves out: they would read as `other`.
function missingForms(elements: Elements, language: string): string[] {
  return elements.flatMap((element) => {
    if (!('options' in element)) return []
    const inner = Object.values(element.options).flatMap((option) => missingForms(option.value, language))
    if (!('pluralType' in element)) return inner
    const needed = formsOf(language, element.pluralType ?? 'cardinal')
    return [...[...needed].filter((form) => !(form in element.options)), ...inner]
  })
}

const forms = new Map<string, ReadonlySet<string>>()

function formsOf(language: string, type: Intl.PluralRuleType): ReadonlySet<string> {
  return kept(forms, `${language} ${type}`, () => {
    const rules = new Intl.PluralRules(language, { type })
    return new Set(Array.from({ length: 200 }, (_, n) => rules.select(n + 1)))
  })
}

function warnForm(reading: Reading, node: Scalar<string>, form: string): void {
  const message = `The plural form "${form}" of ${reading.language} is missing`
  const hint = 'its numbers would read as "other"'
  const place = placeOf(reading, ...rangeOf(node))
  reading.problems.push({ code: 'missing-plural', severity: 'warning', message, hint, try: `${form} {# …}`, place })
}

function argumentsOf(elements: Elements): Set<string> {
  const names = new Set<string>()
  for (const element of elements) {
    if ('value' in element && element.type !== 0) names.add(element.value)
    if (!('options' in element)) continue
    for (const option of Object.values(element.options)) for (const name of argumentsOf(option.value)) names.add(name)
  }
  return names
}

function piecesOf(elements: Elements): TextPiece[] | undefined {
  const pieces: TextPiece[] = []
  for (const element of elements) {
    if (element.type === 0) pieces.push({ words: element.value })
    else if (element.type === 1) pieces.push({ argument: element.value })
    else return undefined
  }
  return pieces
}

function icuHint(message: string): string {
  const code = /^[A-Z_]+$/m.exec(message)?.[0] ?? message
  return code === 'MISSING_OTHER_CLAUSE'
    ? 'a plural or select needs the form "other"'
    : code.toLowerCase().replaceAll('_', ' ')
}

function rangeOf(node: Node): [number, number] {
  const [start = 0, end = start] = node.range ?? []
  return [start, end]
}

// The parser counts inside the text; on one line without escapes that is a stretch of the file.
function placeInText(reading: Reading, node: Scalar<string>, error: unknown): [number, number] {
  const [start, end] = rangeOf(node)
  const raw = reading.source.text.slice(start, end)
  const at = raw.indexOf(node.value)
  const location = (error as { location?: { start: { offset: number }; end: { offset: number } } }).location
  if (at === -1 || !location) return [start, end]
  return [start + at + location.start.offset, start + at + Math.max(location.end.offset, location.start.offset + 1)]
}

function report(
  reading: Reading,
  [start, end]: readonly [number, number],
  code: string,
  message: string,
  hint: string,
): void {
  const place = placeOf(reading, start, end)
  reading.problems.push({ code, severity: 'error', message, hint, place })
}
