/** Makes the plain text of an email from its HTML, with the Handlebars tags still hidden, so that it is a template too. */

import { htmlToText } from './html-to-text.ts'
import { HIDDEN, type HiddenHtml } from './mjml.ts'

/** The text part as a Handlebars source. */
export function textPartOf({ html, reveal, tags }: HiddenHtml): string {
  const body = html.slice(html.search(/<body\b/)).replace(/<div style="display:none;.*?<\/div>/s, '')
  return reveal(tidy(htmlToText(blocksOnTheirOwn(body, tags)), tags))
}

/** A short text such as a title: entities become letters, tags stay hidden until `reveal`. */
export function lineOf(html: string, { reveal }: HiddenHtml): string {
  const text = /[&<]/.test(html) ? htmlToText(html) : html
  return reveal(text.replace(/\s+/g, ' ').trim())
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
