/** The only door to html-to-text: loaded at the first email, so that `check` does not wait for it. */

import { createRequire } from 'node:module'
import type { FormatCallback, HtmlToTextOptions } from 'html-to-text'

let convert: ((html: string) => string) | undefined

/** HTML as plain text: links with their addresses, cells side by side, pictures by their descriptions. */
export function htmlToText(html: string): string {
  // `render` is synchronous, and so is `require`; preparing the selectors takes longer than reading an email.
  if (!convert) {
    const library = createRequire(import.meta.url)('html-to-text') as typeof import('html-to-text')
    convert = library.compile(OPTIONS)
  }
  return convert(html)
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

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  formatters: { picture, link, nextCell },
  selectors: [
    { selector: 'img', format: 'picture' },
    { selector: 'a', format: 'link' },
    ...['td + td', 'th + th', 'th + td', 'td + th'].map((selector) => ({ selector, format: 'nextCell' })),
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
}
