/**
 * Writes the texts of one language into a Handlebars source: `{{t "welcome.title" name=customer.first_name}}` becomes
 * `Welcome, {{customer.first_name}}!`. What is left per customer is what differs between customers.
 */

import { parseTag } from './handlebars.ts'
import { kept } from './kept.ts'
import { directionOf, textFor, type Texts } from './languages.ts'
import type { TextPiece } from './locales.ts'
import { offsetOf } from './source-file.ts'
import { type Tag, findTags, replaceTags } from './tags.ts'
import { type Mode, words } from './words.ts'
import { HELPER_NAMES } from './helpers/names.ts'

/** What stands for language and direction in compiled HTML. */
export const LANGUAGE_MARK = 'lang="perennial-language" dir="perennial-direction"'

/** A Handlebars source with the texts of a language written in. */
export function specialise(source: string, language: string, texts: Texts, mode: Mode): string {
  const tags = findTags(source).filter((tag) => tag.kind === 'output' && tag.word === 't')
  const written = replaceTags(source, tags, (tag) => writeText(tag, language, texts, mode) ?? tag.raw)
  return mode === 'html' ? mirror(written.replaceAll(LANGUAGE_MARK, languageOf(language)), language) : written
}

function languageOf(language: string): string {
  return `lang="${language}" dir="${directionOf(language)}"`
}

// MJML writes sides out; a language read from the right wants them the other way round.
function mirror(html: string, language: string): string {
  if (directionOf(language) === 'ltr') return html
  const swap = (whole: string, before: string, side: string) =>
    side ? `${before}${side === 'left' ? 'right' : 'left'}` : whole
  return html
    .replaceAll('direction:ltr', 'direction:rtl')
    .replace(/(text-align:\s*)(left|right)/g, swap)
    .replace(/(\balign=")(left|right)/g, swap)
}

// Undefined where the text must stay a call: plurals, choices, unknown keys.
function writeText(tag: Tag, language: string, texts: Texts, mode: Mode): string | undefined {
  const call = parseCall(tag)
  const pieces = call && textFor(call.key, language, texts)?.pieces
  if (!pieces) return undefined
  const written = pieces.map((piece) => writePiece(piece, call.values, mode))
  return written.includes(undefined) ? undefined : written.join('')
}

function writePiece(piece: TextPiece, values: ReadonlyMap<string, string>, mode: Mode): string | undefined {
  if ('argument' in piece) return values.get(piece.argument)
  return words(piece.words, mode)
}

interface TextCall {
  readonly key: string
  /** Each named value as a Handlebars tag. */
  readonly values: ReadonlyMap<string, string>
}

/** Each language asks for the same calls. */
const calls = new Map<string, TextCall | 'none'>()
const MOST_CALLS = 5000

function parseCall({ raw }: Tag): TextCall | undefined {
  if (calls.size > MOST_CALLS) calls.clear()
  const call = kept(calls, raw, () => readCall(raw) ?? 'none')
  return call === 'none' ? undefined : call
}

function readCall(raw: string): TextCall | undefined {
  if (raw.includes('~')) return undefined
  const node = parseTag(raw)
  const [key] = node?.params ?? []
  if (!node || key?.type !== 'StringLiteral') return undefined
  const values = (node.hash?.pairs ?? []).map((pair): [string, string] => [pair.key, asTag(raw, pair.value)])
  if (values.some(([, written]) => written === '')) return undefined
  return { key: (key as hbs.AST.StringLiteral).value, values: new Map(values) }
}

// `customer.first_name` becomes `{{customer.first_name}}`, `(money order.total)` becomes `{{money order.total}}`.
function asTag(raw: string, value: hbs.AST.Expression): string {
  const { start, end } = value.loc
  const written = raw.slice(offsetOf(raw, start.line, start.column), offsetOf(raw, end.line, end.column))
  if (value.type === 'SubExpression') return `{{${written.slice(1, -1)}}}`
  return value.type === 'PathExpression' && !HELPER_NAMES.has(written) ? `{{${written}}}` : ''
}
