/** A bound for the size of an email that is cheap to find: filling one in five languages takes fifty times as long. */

import { escapeHtml } from './handlebars.ts'
import type { Texts } from './languages.ts'
import { type Tag, findTags } from './tags.ts'
import type { Json, Variables } from './template.ts'

/** No more bytes than this has a compiled HTML, filled with these variables in any language. */
export function atMostBytes(html: string, texts: Texts, variables: Variables): number {
  const value = longestValue(variables)
  const times = longestList(variables)
  const textBytes = longestTexts(texts, value)
  let repeated = 1
  let bytes = 0
  let from = 0
  for (const tag of findTags(html)) {
    bytes += repeated * Buffer.byteLength(html.slice(from, tag.start))
    from = tag.end
    if (tag.word === 'each' && tag.kind === 'open') repeated *= times
    if (tag.word === 'each' && tag.kind === 'close') repeated /= times
    if (tag.kind === 'output') bytes += repeated * (tag.word === 't' ? textBytes(keyOf(tag)) : value)
  }
  return bytes + Buffer.byteLength(html.slice(from))
}

function keyOf({ raw }: Tag): string {
  return /["']([^"']*)["']/.exec(raw)?.[1] ?? ''
}

/** The bytes of a text in the language that needs most of them, by its key. */
function longestTexts({ locales }: Texts, value: number): (key: string) => number {
  const known = new Map<string, number>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const sizes = [...locales.values()].map((texts) => {
      const text = texts.get(key)
      return text ? bytesOf(text.message) + text.arguments.length * value : 0
    })
    const most = Math.max(0, ...sizes)
    known.set(key, most)
    return most
  }
}

// Numbers, money and dates in words stay below this in every language.
const LONGEST_FORMAT = 64

function longestValue(value: Json): number {
  if (typeof value === 'string') return Math.max(LONGEST_FORMAT, bytesOf(value))
  if (typeof value !== 'object' || value === null) return LONGEST_FORMAT
  return Math.max(LONGEST_FORMAT, ...Object.values(value).map((inner: Json) => longestValue(inner)))
}

function longestList(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  const own = Array.isArray(value) ? value.length : 1
  return Math.max(1, own, ...Object.values(value).map((inner: Json) => longestList(inner)))
}

function bytesOf(text: string): number {
  return Buffer.byteLength(escapeHtml(text))
}
