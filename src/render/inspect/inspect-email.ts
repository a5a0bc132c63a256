/** Looks over one finished email as a careful reader would: nothing is fetched, every finding is of this very email. */

import { CLIPPED_BY_GMAIL, htmlBytes, NEARLY_CLIPPED } from '../size.ts'
import type { Purpose, Rendered } from '../template.ts'
import { faintTexts } from './contrasts.ts'
import { below, type Element, readElements, textIn } from './elements.ts'
import { foreignFeatures } from './foreign-features.ts'
import { spamSigns } from './spam-signs.ts'

/** What is looked at in a finished email. */
export type EmailRule =
  | 'size'
  | 'light'
  | 'dark'
  | 'forced'
  | 'alt'
  | 'language'
  | 'title'
  | 'tables'
  | 'headings'
  | 'links'
  | 'link-text'
  | 'insecure'
  | 'unsubscribe'
  | 'subject'
  | 'preheader'
  | 'programs'
  | 'spam'

/** One thing that was looked at and how it is; `line` is one of the HTML, `values` are what its sentence names. */
export interface Finding {
  readonly rule: EmailRule
  readonly tone: 'good' | 'warn' | 'bad'
  readonly values: Readonly<Record<string, string | number>>
  readonly line?: number
}

/** An email with what it is for; `unsubscribe` is the address in its header. */
export interface Inspected extends Pick<Rendered, 'subject' | 'preheader' | 'html'> {
  readonly purpose: Purpose
  readonly unsubscribe: string | undefined
}

/** Every rule once, in the order in which they matter; the last two once for each thing that they find. */
export function inspectEmail(email: Inspected): Finding[] {
  const elements = [...below(readElements(email.html))]
  return [
    ...(['light', 'dark', 'forced'] as const).map((look) => faint(email.html, look)),
    size(email.html),
    unsubscribe(email, elements),
    ...links(elements),
    alt(elements),
    language(elements),
    title(elements),
    tables(elements),
    headings(elements),
    subject(email.subject),
    preheader(email.preheader),
    ...programs(elements),
    ...spam(email.subject, elements),
  ]
}

function faint(html: string, look: 'light' | 'dark' | 'forced'): Finding {
  const found = faintTexts(html, look)
  const [worst] = found
  if (!worst) return { rule: look, tone: 'good', values: { n: 0 } }
  const values = { n: found.length, contrast: worst.contrast, text: short(worst.text) }
  return { rule: look, tone: look === 'light' ? 'bad' : 'warn', values, line: worst.line }
}

function size(html: string): Finding {
  const bytes = htmlBytes({ html })
  const tone = bytes >= CLIPPED_BY_GMAIL ? 'bad' : bytes >= NEARLY_CLIPPED ? 'warn' : 'good'
  return { rule: 'size', tone, values: { kb: Math.round(bytes / 102.4) / 10 } }
}

function unsubscribe({ purpose, unsubscribe: header }: Inspected, elements: readonly Element[]): Finding {
  if (purpose === 'service') return { rule: 'unsubscribe', tone: 'good', values: { what: 'service' } }
  const link = elements.find((one) => one.name === 'a' && addressOf(one) === header)
  const what = header === undefined ? 'header' : link ? 'both' : 'link'
  return { rule: 'unsubscribe', tone: what === 'both' ? 'good' : 'bad', values: { what }, ...at(link) }
}

function links(elements: readonly Element[]): Finding[] {
  const all = elements.filter(({ name }) => name === 'a')
  const dead = all.filter((one) => ['', '#'].includes(addressOf(one) ?? ''))
  const wordless = all.filter((one) => VAGUE.has(textIn(one).toLowerCase()))
  const insecure = all.filter((one) => OPEN.test(addressOf(one) ?? ''))
  return [
    finding('links', dead, 'bad', { all: all.length }),
    finding('link-text', wordless, 'warn', { text: short(textIn(wordless[0] ?? NOTHING)) }),
    finding('insecure', insecure, 'warn', {}),
  ]
}

/** Not encrypted, and not on this computer either, as the links of a shop are that is tried out. */
const OPEN = /^http:\/\/(?!127\.0\.0\.1|localhost)/

/** Words that say nothing of where a link leads, read by themselves. */
const VAGUE = new Set(['', 'here', 'click here', 'link', 'more', 'ovdje', 'tukaj', 'zde', 'šeit'])

function alt(elements: readonly Element[]): Finding {
  const pictures = elements.filter(({ name, attributes }) => name === 'img' && attributes.get('width') !== '1')
  return finding(
    'alt',
    pictures.filter(({ attributes }) => !attributes.has('alt')),
    'bad',
    { all: pictures.length, plain: pictures.filter((one) => one.attributes.get('alt') === '').length },
  )
}

function language(elements: readonly Element[]): Finding {
  const html = elements.find(({ name }) => name === 'html')
  const lang = html?.attributes.get('lang') ?? ''
  const fine = lang !== '' && lang !== 'und' && html?.attributes.has('dir')
  return { rule: 'language', tone: fine ? 'good' : 'bad', values: { lang: lang || '–' }, ...at(html) }
}

function title(elements: readonly Element[]): Finding {
  const found = elements.find(({ name }) => name === 'title')
  return { rule: 'title', tone: found && textIn(found) !== '' ? 'good' : 'warn', values: {}, ...at(found) }
}

/** Tables are for layout unless they have headings: a screen reader must know which. */
function tables(elements: readonly Element[]): Finding {
  const all = elements.filter(({ name }) => name === 'table')
  const isData = (table: Element) => [...below(table)].some(({ name }) => name === 'th' || name === 'caption')
  const nameless = all.filter(
    (one) => !['presentation', 'none'].includes(one.attributes.get('role') ?? '') && !isData(one),
  )
  return finding('tables', nameless, 'warn', { all: all.length })
}

/** One first heading, and no level left out on the way down. */
function headings(elements: readonly Element[]): Finding {
  const all = elements.filter(({ name }) => /^h[1-6]$/.test(name))
  const levels = all.map(({ name }) => Number(name[1]))
  const wrong = all.filter((_, i) => (levels[i] ?? 1) > (levels[i - 1] ?? 0) + 1)
  const missing = all.length === 0
  return {
    rule: 'headings',
    tone: wrong.length > 0 || missing ? 'warn' : 'good',
    values: { n: all.length },
    ...at(wrong[0]),
  }
}

function subject(text: string): Finding {
  const letters = [...text].length
  return {
    rule: 'subject',
    tone: letters > LONGEST_SUBJECT ? 'warn' : 'good',
    values: { n: letters, most: LONGEST_SUBJECT },
  }
}

function preheader(text: string): Finding {
  return { rule: 'preheader', tone: text === '' ? 'warn' : 'good', values: { n: [...text].length } }
}

function programs(elements: readonly Element[]): Finding[] {
  const found = foreignFeatures(elements)
  if (found.length === 0) return [{ rule: 'programs', tone: 'good', values: {} }]
  return found.map(({ line, ...values }) => ({ rule: 'programs', tone: 'warn', values, line }))
}

function spam(text: string, elements: readonly Element[]): Finding[] {
  const found = spamSigns(text, elements)
  if (found.length === 0) return [{ rule: 'spam', tone: 'good', values: {} }]
  return found.map(({ sign, line }) => ({
    ...{ rule: 'spam', tone: 'warn', values: { sign } },
    ...(line === undefined ? {} : { line }),
  }))
}

/** What most phones show of a subject in the list. */
const LONGEST_SUBJECT = 60
const LONGEST_SAMPLE = 40
const NOTHING: Element = { name: '', attributes: new Map(), parent: undefined, children: [], text: '', line: 1 }

function finding(rule: EmailRule, wrong: readonly Element[], tone: 'warn' | 'bad', values: Finding['values']): Finding {
  return { rule, tone: wrong.length === 0 ? 'good' : tone, values: { n: wrong.length, ...values }, ...at(wrong[0]) }
}

function at(element: Element | undefined): { line: number } | undefined {
  return element && { line: element.line }
}

function addressOf({ attributes }: Element): string | undefined {
  return attributes.get('href')?.replaceAll('&amp;', '&').trim()
}

function short(text: string): string {
  const letters = [...text]
  return letters.length <= LONGEST_SAMPLE ? text : `${letters.slice(0, LONGEST_SAMPLE - 1).join('')}…`
}
