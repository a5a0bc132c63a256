/** Words that are written into a Handlebars source. */

import { escapeHtml } from './handlebars.ts'

/** How words are written: `html` escapes them, `plain` leaves them as they are. */
export type Mode = 'html' | 'plain'

/** Words as they may stand in a source; undefined where a brace or backslash would change how Handlebars reads it. */
export function words(text: string, mode: Mode): string | undefined {
  if (mode === 'plain') return /[{\\]/.test(text) ? undefined : text
  return escapeHtml(text).replaceAll('{', '&#123;').replaceAll('\\', '&#92;')
}
