/** Finds the Handlebars tags of a text without understanding them, so that markup can be read around them. */

/** One `{{…}}` of a text: offsets of its first character and after its last, and what it is. */
export interface Tag {
  readonly start: number
  readonly end: number
  readonly raw: string
  readonly kind: 'open' | 'close' | 'else' | 'comment' | 'output' | 'literal' | 'unfinished'
  /** The word after `#` or `/`, or the first word of an output: `if`, `t`, `customer.first_name`. */
  readonly word: string
}

/** Every Handlebars tag of a text in order; one that is never closed is `unfinished` and ends its line or at the next `<`. */
export function findTags(text: string): Tag[] {
  const tags: Tag[] = []
  for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', start)) {
    const literal = text[start - 1] === '\\' && text[start - 2] !== '\\'
    const end = endOfTag(text, start)
    const tag = end === -1 ? unfinished(text, start) : readTag(text, literal ? start - 1 : start, end, literal)
    tags.push(tag)
    start = tag.end
  }
  return tags
}

/** The text with every tag replaced by `fill(tag)`. */
export function replaceTags(text: string, tags: readonly Tag[], fill: (tag: Tag) => string): string {
  let from = 0
  let out = ''
  for (const tag of tags) {
    out += text.slice(from, tag.start) + fill(tag)
    from = tag.end
  }
  return out + text.slice(from)
}

// A string inside a tag may hold `}}`, so quotes are skipped; `{{!--` runs to `--}}`.
function endOfTag(text: string, start: number): number {
  if (text.startsWith('{{!--', start) || text.startsWith('{{~!--', start))
    return after(text, text.indexOf('--', start + 6))
  const triple = text[start + 2] === '{'
  if (text[start + 2] === '!') return after(text, start)
  const pattern = triple
    ? /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\}\}\}/g
    : /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\}\}|\{\{/g
  pattern.lastIndex = start + (triple ? 3 : 2)
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (found[0] === '{{') return -1
    if (found[0].startsWith('}')) return pattern.lastIndex
  }
  return -1
}

function after(text: string, from: number): number {
  const end = from === -1 ? -1 : text.indexOf('}}', from)
  return end === -1 ? -1 : end + 2
}

// What follows on the line is shown as part of it, but markup is left alone so that its own mistakes are found.
function unfinished(text: string, start: number): Tag {
  const rest = /^[^\n<]*/.exec(text.slice(start))?.[0] ?? '{{'
  return { start, end: start + rest.length, raw: rest, kind: 'unfinished', word: '' }
}

function readTag(text: string, start: number, end: number, literal: boolean): Tag {
  const raw = text.slice(start, end)
  if (literal) return { start, end, raw, kind: 'literal', word: '' }
  const [, sign = '', word = ''] = /^\{+~?\s*([#^/!>&*]?)\s*([^\s{}~()|=]*)/.exec(raw) ?? []
  const kind = sign === '!' ? 'comment' : kindOf(sign, word)
  return { start, end, raw, kind, word }
}

function kindOf(sign: string, word: string): Tag['kind'] {
  if (sign === '#') return 'open'
  if (sign === '/') return 'close'
  if (sign === '^') return word === '' ? 'else' : 'open'
  return word === 'else' ? 'else' : 'output'
}
