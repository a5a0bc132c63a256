/** What is wrong with the markup of one MJML file: unclosed tags, loose content MJML would drop, unsafe attributes. */

import type { Problem } from '../problem.ts'
import { checkAttributes } from './check-attributes.ts'
import { CONTENT_COMPONENTS, type Piece, STRUCTURE, readMarkup } from './markup.ts'
import { didYouMean } from '../yaml/index.ts'
import { type SourceFile, placeIn } from './source-file.ts'
import type { Tag } from './tags.ts'

/** An element of a file: its opening tag and the offsets of its content. */
export interface Element {
  readonly piece: Piece
  readonly contentStart: number
  readonly contentEnd: number
}

/** Problems of a file's markup and the elements found in it. */
export interface MarkupReading {
  readonly elements: readonly Element[]
  readonly problems: readonly Problem[]
}

interface Walk {
  readonly source: SourceFile
  readonly tags: readonly Tag[]
  readonly open: Piece[]
  readonly elements: Element[]
  readonly problems: Problem[]
}

// Nobody writes deeper; looking through all open elements would take long.
const DEEPEST = 200

// HTML lets these be closed by what follows.
const CLOSED_BY_THE_NEXT = new Set('p li dt dd tr td th thead tbody tfoot option colgroup'.split(' '))

/** Reads the markup of one MJML file (a whole template or a partial). */
export function checkMarkup(source: SourceFile, tags: readonly Tag[]): MarkupReading {
  const walk: Walk = { source, tags, open: [], elements: [], problems: [] }
  for (const piece of readMarkup(source.text, tags)) {
    step(walk, piece)
    if (walk.open.length <= DEEPEST) continue
    report(walk, piece, 'too-deep', `This is level ${walk.open.length} of elements`, `${DEEPEST} are the most`)
    return { elements: [], problems: walk.problems }
  }
  for (const piece of walk.open.toReversed()) neverClosed(walk, piece)
  return { elements: walk.elements, problems: walk.problems }
}

function step(walk: Walk, piece: Piece): void {
  if (piece.kind === 'unfinished')
    report(walk, piece, 'malformed-mjml', `"${piece.name}" is never finished: its ">" is missing`)
  if (piece.kind === 'text') checkLoose(walk, piece)
  if (piece.kind === 'open' || piece.kind === 'empty') openElement(walk, piece)
  if (piece.kind === 'close') closeElement(walk, piece)
}

function openElement(walk: Walk, piece: Piece): void {
  const inside = container(walk)
  if (inside && piece.name.startsWith('mj-') && !inRaw(walk)) unwindTo(walk, walk.open.indexOf(inside))
  walk.problems.push(...checkAttributes(walk.source, piece, walk.tags))
  if (piece.name === 'script') {
    report(walk, piece, 'script-in-email', 'No mail program runs scripts', 'take the <script> out')
  }
  if (piece.kind === 'empty') walk.elements.push({ piece, contentStart: piece.end, contentEnd: piece.end })
  else walk.open.push(piece)
}

function closeElement(walk: Walk, piece: Piece): void {
  let at = walk.open.findLastIndex((open) => open.name === piece.name)
  if (at === -1) {
    if (piece.name === 'p' || inRaw(walk)) return
    at = walk.open.length - 1
    const meant = didYouMean(piece.name, [walk.open[at]?.name ?? ''])
    const hint = meant ? `did you mean </${meant}>?` : undefined
    report(walk, piece, 'malformed-mjml', `</${piece.name}> closes nothing`, hint)
    if (!meant) return
  }
  unwindTo(walk, at + 1)
  const opening = walk.open.pop() as Piece
  walk.elements.push({ piece: opening, contentStart: opening.end, contentEnd: piece.start })
  if (/^(mj-)?style$/.test(opening.name)) checkStyle(walk, opening.end, piece.start)
}

function checkStyle(walk: Walk, from: number, to: number): void {
  const outputs = walk.tags.filter((tag) => tag.kind === 'output' && tag.start >= from && tag.end <= to)
  for (const tag of outputs) {
    const message = `${tag.raw} stands in a style, where a customer's data could change the look`
    const place = placeIn(walk.source, tag.start, tag.end)
    walk.problems.push({ code: 'unsafe-attribute', severity: 'error', message, hint: 'write the style out', place })
  }
}

function unwindTo(walk: Walk, size: number): void {
  while (walk.open.length > size) neverClosed(walk, walk.open.pop() as Piece)
}

function neverClosed(walk: Walk, piece: Piece): void {
  if (CLOSED_BY_THE_NEXT.has(piece.name) || (inRaw(walk) && !piece.name.startsWith('mj-'))) return
  const message = `<${piece.name}> is never closed`
  walk.problems.push({ ...problem(walk, piece, 'malformed-mjml', message, `its </${piece.name}> is missing`) })
}

// Text or Handlebars between components: MJML leaves it out without a word.
function checkLoose(walk: Walk, piece: Piece): void {
  if (container(walk) || walk.open.length === 0) return
  const parent = (walk.open.at(-1) as Piece).name
  if (!STRUCTURE.has(parent)) return
  const loose = walk.tags.filter((tag) => tag.start >= piece.start && tag.end <= piece.end && tag.kind !== 'comment')
  for (const tag of loose.filter((tag) => tag.kind !== 'close' && tag.kind !== 'else')) looseTag(walk, tag)
  if (loose.length === 0) looseText(walk, piece, parent)
}

function looseTag(walk: Walk, tag: Tag): void {
  const shown = tag.raw.length > 40 ? `${tag.raw.slice(0, 39)}…` : tag.raw
  walk.problems.push({
    code: 'dropped-by-mjml',
    severity: 'error',
    message: `MJML drops ${shown} between components`,
    hint: 'put it inside <mj-raw>, or inside one <mj-text>',
    try: `<mj-raw>${tag.raw}</mj-raw>`,
    place: placeIn(walk.source, tag.start, tag.end),
  })
}

// Often a slip of the keyboard that nobody sees, so it stops nothing.
function looseText(walk: Walk, piece: Piece, parent: string): void {
  const text = walk.source.text.slice(piece.start, piece.end)
  if (text.trim() === '' || text.includes('{{!')) return
  const start = piece.start + (text.length - text.trimStart().length)
  const place = placeIn(walk.source, start, start + text.trim().length)
  const message = `MJML drops text that stands directly in <${parent}>`
  walk.problems.push({
    code: 'dropped-by-mjml',
    severity: 'warning',
    message,
    hint: 'put it inside one <mj-text>',
    place,
  })
}

// The component with free content that is open now, if any.
function container(walk: Walk): Piece | undefined {
  return walk.open.find((piece) => CONTENT_COMPONENTS.has(piece.name))
}

// Raw parts may open in one <mj-raw> what another closes.
function inRaw(walk: Walk): boolean {
  return container(walk)?.name === 'mj-raw'
}

function report(walk: Walk, piece: Piece, code: string, message: string, hint?: string): void {
  walk.problems.push(problem(walk, piece, code, message, hint))
}

function problem(walk: Walk, piece: Piece, code: string, message: string, hint?: string): Problem {
  const place = placeIn(walk.source, piece.start, piece.end)
  return { code, severity: 'error', message, ...(hint ? { hint } : {}), place }
}
