/** Makes the plain text of an email from its HTML, with the Handlebars tags still hidden, so that it is a template too. */

import { type FormatCallback, convert } from 'html-to-text'
import { HIDDEN, type HiddenHtml } from './mjml.ts'

/** The text part as a Handlebars source. */
export function textPartOf({ html, reveal, tags }: HiddenHtml): string {
  const body = html.slice(html.search(/<body\b/)).replace(/<div style="display:none;.*?<\/div>/s, '')
  return reveal(toText(blocksOnTheirOwn(body, tags))).trim()
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
      { selector: 'table', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
      { selector: '.not-in-text', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4'].map((selector) => ({
        selector,
        options: { uppercase: false, leadingLineBreaks: 2 },
      })),
    ],
  })
}
