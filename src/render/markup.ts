/**
 * Reads MJML as a stream of tags with offsets. MJML 5 itself is lenient: it drops loose text and closes open tags without
 * a word, and names lines but no columns, so what is wrong is found here.
 */

import { type Tag, replaceTags } from './tags.ts'

/** An attribute: offsets of the name and of the value without its quotes. */
export interface Attribute {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly valueStart: number
  readonly valueEnd: number
  readonly quoted: 'quoted' | 'bare' | 'no value'
}

/** One piece of markup; `text` is what lies between two tags. */
export interface Piece {
  readonly kind: 'open' | 'close' | 'empty' | 'comment' | 'text' | 'unfinished'
  readonly name: string
  readonly start: number
  readonly end: number
  readonly attributes: readonly Attribute[]
}

/** What stands for a character of a Handlebars tag while markup is read. */
export const FILLER = '\ue000'

/** Components whose content MJML passes through untouched: HTML and Handlebars may stand in them. */
export const CONTENT_COMPONENTS: ReadonlySet<string> = new Set([
  'mj-text',
  'mj-button',
  'mj-table',
  'mj-raw',
  'mj-title',
  'mj-preview',
  'mj-style',
  'mj-accordion-title',
  'mj-accordion-text',
  'mj-navbar-link',
  'mj-social-element',
  'mj-carousel-image',
])

/** Components that hold components only: MJML drops text in them. */
export const STRUCTURE: ReadonlySet<string> = new Set(
  (
    'mjml mj-head mj-body mj-section mj-column mj-group mj-wrapper mj-hero mj-navbar mj-social mj-accordion ' +
    'mj-accordion-element mj-carousel mj-attributes mj-html-attributes mj-include'
  ).split(' '),
)

/** HTML elements without a closing tag. */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/y
const ATTRIBUTE = /(\ue000+|[^\s=/"'<>\ue000]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g

/** After so many tags that are never finished the rest is no markup, and each more would be looked for to the end. */
const MOST_UNFINISHED = 20

/** The pieces of a text in order. Handlebars tags count as one run of letters: what is in them is not markup. */
export function readMarkup(text: string, tags: readonly Tag[]): Piece[] {
  const plain = replaceTags(text, tags, (tag) => FILLER.repeat(tag.end - tag.start))
  const pieces: Piece[] = []
  let at = 0
  let unfinished = 0
  while (at < plain.length && unfinished < MOST_UNFINISHED) {
    const piece = pieceAt(plain, at)
    pieces.push(piece)
    at = piece.end
    if (piece.kind === 'unfinished') unfinished++
    if (piece.kind === 'open' && piece.name === 'mj-style') at = skipStyle(plain, at)
  }
  return pieces
}

function pieceAt(plain: string, start: number): Piece {
  if (plain[start] !== '<') return textPiece(plain, start)
  if (plain.startsWith('<!--', start)) return closedBy(plain, start, '-->')
  if (plain.startsWith('<![CDATA[', start)) return closedBy(plain, start, ']]>')
  if (plain[start + 1] === '!' || plain[start + 1] === '?') return closedBy(plain, start, '>')
  TAG.lastIndex = start
  const found = TAG.exec(plain)
  if (!found)
    return /^<\/?[a-zA-Z]/.test(plain.slice(start, start + 3)) ? unfinishedTag(plain, start) : textPiece(plain, start)
  const [whole, slash = '', rawName = '', rest = ''] = found
  const name = rawName.toLowerCase()
  const kind = slash ? 'close' : rest.trimEnd().endsWith('/') || VOID_ELEMENTS.has(name) ? 'empty' : 'open'
  const attributes = slash ? [] : readAttributes(rest, start + 1 + rawName.length)
  return { kind, name, start, end: start + whole.length, attributes }
}

function textPiece(plain: string, start: number): Piece {
  const next = plain.indexOf('<', start + 1)
  return { kind: 'text', name: '', start, end: next === -1 ? plain.length : next, attributes: [] }
}

function closedBy(plain: string, start: number, mark: string): Piece {
  const at = plain.indexOf(mark, start)
  if (at === -1) return unfinishedTag(plain, start)
  return { kind: 'comment', name: '', start, end: at + mark.length, attributes: [] }
}

function unfinishedTag(plain: string, start: number): Piece {
  const name = /^<[/!]?[^\s<>]*/.exec(plain.slice(start, start + 60))?.[0] ?? '<'
  return { kind: 'unfinished', name, start, end: start + name.length, attributes: [] }
}

function readAttributes(rest: string, offset: number): Attribute[] {
  return [...rest.matchAll(ATTRIBUTE)].map((found) => {
    const [whole, name = '', value] = found
    const start = offset + found.index
    const end = start + whole.length
    const quotes = value !== undefined && /^["']/.test(value) ? 1 : 0
    const quoted = value === undefined ? 'no value' : quotes ? 'quoted' : 'bare'
    return {
      name: name.toLowerCase(),
      start,
      end,
      valueStart: end - (value?.length ?? 0) + quotes,
      valueEnd: end - quotes,
      quoted,
    }
  })
}

// CSS is no markup: `a > b` is a selector there.
function skipStyle(plain: string, from: number): number {
  const end = plain.toLowerCase().indexOf('</mj-style', from)
  return end === -1 ? plain.length : end
}
