/** The elements of a finished email as a tree, each with the line it stands on. */

import { readMarkup } from '../markup.ts'

/** An element of HTML; the root has no name and no parent. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: Element | undefined
  readonly children: Element[]
  /** The text directly in it. */
  text: string
  /** From 1. */
  readonly line: number
}

/** The root of the elements of HTML; comments, and what only Outlook for Windows reads in them, are left out. */
export function readElements(html: string): Element {
  const root: Element = { name: '', attributes: new Map(), parent: undefined, children: [], text: '', line: 1 }
  let inside = root
  let line = 1
  let counted = 0
  for (const piece of readMarkup(html, [])) {
    for (let at = html.indexOf('\n', counted); at !== -1 && at < piece.start; at = html.indexOf('\n', counted)) {
      line++
      counted = at + 1
    }
    if (piece.kind === 'text') inside.text += html.slice(piece.start, piece.end)
    if (piece.kind === 'close') inside = outside(inside, piece.name)
    if (piece.kind !== 'open' && piece.kind !== 'empty') continue
    const attributes = new Map(
      piece.attributes.map((one): [string, string] => [one.name, html.slice(one.valueStart, one.valueEnd)]),
    )
    const element: Element = { name: piece.name, attributes, parent: inside, children: [], text: '', line }
    inside.children.push(element)
    if (piece.kind === 'open') inside = element
  }
  return root
}

/** All elements below one, in order. */
export function* below(element: Element): Generator<Element> {
  for (const child of element.children) {
    yield child
    yield* below(child)
  }
}

/** All text in an element as a reader sees it, pictures by their descriptions. */
export function textIn(element: Element): string {
  const own = element.name === 'img' ? (element.attributes.get('alt') ?? '') : element.text
  return [plain(own), ...element.children.map(textIn)].join(' ').replaceAll(/\s+/g, ' ').trim()
}

/** Text without entities. */
export function plain(text: string): string {
  return text
    .replaceAll(/&(nbsp|zwnj|#160|#847|#8199|#8203|shy);/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
}

function outside(from: Element, name: string): Element {
  let at: Element | undefined = from
  while (at && at.name !== name) at = at.parent
  // What closes nothing changes nothing.
  return at?.parent ?? from
}
