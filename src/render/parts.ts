/** Joins the parts of an email into one Handlebars source, so that one run fills them all. */

import { findTags, replaceTags } from './tags.ts'

/** The name of our own block around a part; templates cannot call it. */
export const PART = 'part'

/** One source out of several: `html` escapes what it shows, every other part is plain text. */
export function joinParts(parts: Readonly<Record<string, string>>): string {
  const written = Object.entries(parts).map(([name, source]) => {
    const body = name === 'html' ? source : plain(source)
    // Tags on lines of their own are taken away with them; only a body that ends in a tag needs that at its end.
    return `{{#${PART} "${name}"}}\n${body}${body.endsWith('}}') ? '\n' : ''}{{/${PART}}}\n`
  })
  return written.join('')
}

// Three braces do not escape. Only we may write them: `check-tags.ts` refuses them in templates.
function plain(source: string): string {
  return replaceTags(source, findTags(source), ({ kind, raw }) => {
    if (kind !== 'output') return raw
    return raw.replace(/^\{\{(~?)/, '{{$1{').replace(/(~?)\}\}$/, '}$1}}')
  })
}
