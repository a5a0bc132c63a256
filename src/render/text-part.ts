/** Makes the plain text of an email from its HTML, with the Handlebars tags still hidden, so that it is a template too. */

import { type FormatCallback, convert } from 'html-to-text'
import { HIDDEN, type HiddenHtml } from './mjml.ts'

/** The text part as a Handlebars source. */
export function textPartOf({ html, reveal, tags }: HiddenHtml): string {
  const body = html.slice(html.search(/<body\b/)).replace(/<div style="display:none;.*?<\/div>/s, '')
  return reveal(tidy(toText(blocksOnTheirOwn(body, tags)), tags))
}

/** A short text such as a title: entities become letters, tags stay hidden until `reveal`. */
export function lineOf(html: string, { reveal }: HiddenHtml): string {
  return reveal(toText(html).replace(/\s+/g, ' ').trim())
}

const BLOCK = 'tr|td|th|table|thead|tbody|div|p|li|ul|ol|h[1-6]'
const BETWEEN_BLOCKS = new RegExp(`(<\\/?(?:${BLOCK})\\b[^<>]*>\\s*|-->\\s*)((?:${HIDDEN.source}\\s*)+)(?=<)`, 'g')

// A block tag between elements ({{#each items}} between rows) gets a line of its own, which Handlebars then removes.
function blocksOnTheirOwn(html: string, tags: readonly string[]): string {
  return html.replace(BETWEEN_BLOCKS, (whole, before: string, words: string) => {
    const found = [...words.matchAll(HIDDEN)]
    if (found.some(([, n]) => !/^\{\{~?(#|\/|else\b|\^)/.test(tags[Number(n)] ?? ''))) return whole
    return before + found.map(([word]) => `<div>${word}</div>`).join('')
  })
}

// A line that is only a block tag disappears when filled; the blank lines around it must not add up.
function tidy(text: string, tags: readonly string[]): string {
  const lines: string[] = []
  let blank = 0
  for (const line of text.split('\n').map((line) => line.replace(/ {3,}/g, '  ').trimEnd())) {
    if (line === '') blank++
    else if (isBlockTag(line, tags)) {
      if (blank > 0 && lines.at(-1) !== '') lines.push('')
      blank = 0
      lines.push(line)
    } else {
      if (blank > 0 && !endsBlank(lines, tags)) lines.push('')
      blank = 0
      lines.push(line)
    }
  }
  return lines.join('\n').trim()
}

function isBlockTag(line: string, tags: readonly string[]): boolean {
  const [, n] = /^hbsx(\d+)x$/.exec(line.trim()) ?? []
  return n !== undefined && /^\{\{~?(#|\/|else\b|\^)/.test(tags[Number(n)] ?? '')
}

// Block tags are looked through: is the line before them a blank one?
function endsBlank(lines: readonly string[], tags: readonly string[]): boolean {
  const last = lines.findLast((line) => !isBlockTag(line, tags))
  return last === undefined || last === ''
}

const picture: FormatCallback = (element, _walk, builder) => {
  const alt = String(element.attribs?.alt ?? '').trim()
  if (alt !== '') builder.addInline(alt)
}

const link: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder)
  const href = String(element.attribs?.href ?? '').trim()
  if (href !== '' && !href.startsWith('#')) builder.addInline(` → ${href}`, { noWordTransform: true })
}

const nextCell: FormatCallback = (element, walk, builder) => {
  builder.addLiteral('  ')
  walk(element.children, builder)
}

function toText(html: string): string {
  return convert(html, {
    wordwrap: false,
    formatters: { picture, link, nextCell },
    selectors: [
      { selector: 'img', format: 'picture' },
      { selector: 'a', format: 'link' },
      { selector: 'td + td', format: 'nextCell' },
      { selector: 'th + th', format: 'nextCell' },
      { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      // MJML writes a <tbody> around the rows of its layout, a marketer's own table has none.
      { selector: 'tbody > tr', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: 'table', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: '.not-in-text', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({
        selector,
        options: { uppercase: false, leadingLineBreaks: 2 },
      })),
    ],
  })
}
