/** How long an email may become: subjects and HTML filled with the longest values that customers have. */

import type { Place, Problem } from '../problem.ts'
import { atMostBytes } from './at-most-bytes.ts'
import { type PartsFill, partsFill } from './fill-parts.ts'
import { safeHeaderText } from './header-text.ts'
import { type Texts, languageOfTexts, textFor } from './languages.ts'
import { pickerFor } from './pick.ts'
import { render } from './render.ts'
import { CLIPPED_BY_GMAIL, NEARLY_CLIPPED, htmlBytes, tooLong } from './size.ts'
import { specialise } from './specialise.ts'
import type { Message, Template, Variables } from './template.ts'
import type { Use } from './uses.ts'
import { type ShopWords, writeShop } from './write-shop.ts'

/** The longest values a customer may have; `known` ones are those of the shop's own customers, else they are invented. */
export interface Longest {
  readonly from: 'customers' | 'invented'
  readonly variables: Variables
  readonly timeZone: string
  readonly currency: string
}

/** A subject beyond this is cut off nearly everywhere (RFC 5322 asks for lines of at most 78). */
const LONGEST_SUBJECT = 78

/** A subject that the template or a step writes. */
interface WrittenSubject {
  readonly text: string
  readonly place: Place
}

/** How a template is used; `subjects` are those that steps write, `subject` says whether its own is ever used. */
export interface Measured {
  readonly purpose: Message['purpose']
  readonly subject: 'template' | 'step'
  readonly subjects: readonly WrittenSubject[]
}

/** The problems of an email's length. */
export function checkLengths(
  template: Template,
  { purpose, subject, subjects }: Measured,
  texts: Texts,
  longest: Longest,
): Problem[] {
  const { title } = template.content
  const own = title && subject === 'template' ? [{ text: template.parts.subject, place: title }] : []
  const ofSubjects = [...own, ...subjects].flatMap((subject) => checkSubjectLength(template, subject, texts, longest))
  return [...ofSubjects, ...checkHtml(template, purpose, texts, longest)]
}

interface Filled {
  readonly language: string
  readonly text: string
}

function checkSubjectLength(template: Template, subject: WrittenSubject, texts: Texts, longest: Longest): Problem[] {
  const { uses, problems } = template.readText(subject.text)
  if (problems.some(({ severity }) => severity === 'error')) return []
  const fill = subjectFiller(subject.text, uses, texts, longest)
  const filled = texts.languages.flatMap((language) => {
    const text = fill(languageOfTexts(language, texts))
    return text === undefined || lettersOf(text) <= LONGEST_SUBJECT ? [] : [{ language, text }]
  })
  const [first] = filled.sort((a, b) => lettersOf(b.text) - lettersOf(a.text))
  return first ? [longSubject(first, filled, subject.place, longest)] : []
}

// Only the subject is filled: the HTML of fifty templates in five languages would take seconds.
function subjectFiller(
  source: string,
  uses: readonly Use[],
  texts: Texts,
  { variables, timeZone, currency }: Longest,
): (language: string) => string | undefined {
  const shop = shopOf(variables)
  let fill: PartsFill | undefined
  return (language) => {
    const written = writeShop(specialise(source, language, texts, 'plain'), shop, 'plain')
    // Most need nothing more: no tag is left.
    if (!written.includes('{{')) return safeHeaderText(written)
    // The others are compiled once for all languages.
    fill ??= partsFill({ subject: source })
    const root = pickerFor(uses.map(({ path }) => path))(variables)
    const parts = { subject: '' }
    const text = (key: string, values: Readonly<Record<string, unknown>>) =>
      textFor(key, language, texts)?.say(values as Record<string, string | number>) ?? ''
    try {
      fill(root, {
        root,
        formats: { locale: language, timeZone, currency, text },
        parts,
        spent: { steps: 0, letters: 0 },
      })
      return parts.subject
    } catch {
      // What cannot be filled with these values is no matter of length.
      return undefined
    }
  }
}

function shopOf({ shop }: Variables): ShopWords {
  return typeof shop === 'object' && shop !== null ? (shop as ShopWords) : {}
}

function longSubject({ text }: Filled, all: readonly Filled[], place: Place, { from }: Longest): Problem {
  const where = all.map((one) => one.language).join(', ')
  const most = all.length === 1 ? '' : 'up to '
  const whose = from === 'customers' ? 'for one of your customers' : 'for a customer with a long name'
  const message = `The subject has ${most}${lettersOf(text)} characters in ${where}: programs cut it off at ${LONGEST_SUBJECT}`
  const hint = /\S/.test(text) ? `${whose}: ${text}` : whose
  return { code: 'subject-too-long', severity: 'warning', message, hint, place }
}

function lettersOf(text: string): number {
  return [...text].length
}

function checkHtml(template: Template, purpose: Message['purpose'], texts: Texts, longest: Longest): Problem[] {
  // What is too long for everybody has been told; and where not even a bound comes near, nothing needs to be filled.
  const alone = htmlBytes(template.parts)
  if (alone >= CLIPPED_BY_GMAIL) return []
  if (atMostBytes(template.parts.html, texts, longest.variables) < NEARLY_CLIPPED) return []
  const { variables, timeZone, currency } = longest
  let worst = { language: '', bytes: 0 }
  for (const language of texts.languages) {
    const { value } = render(template, { language, timeZone, currency, purpose, variables })
    const bytes = value ? htmlBytes(value) : 0
    if (bytes > worst.bytes) worst = { language, bytes }
  }
  if (worst.bytes < (alone < NEARLY_CLIPPED ? NEARLY_CLIPPED : CLIPPED_BY_GMAIL)) return []
  const whose = longest.from === 'customers' ? 'for one of your customers' : 'for a customer with much to show'
  const sure = worst.bytes >= CLIPPED_BY_GMAIL && longest.from === 'customers'
  const problem = tooLong(worst.bytes, `in ${worst.language}, ${whose}`, template.content.start)
  return [{ ...problem, severity: sure ? 'error' : 'warning' }]
}
