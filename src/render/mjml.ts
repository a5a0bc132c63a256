/** The only door to MJML: once per template, with every Handlebars tag hidden from it (SEC-08). */

import type { Checked, Problem } from '../problem.ts'
import { didYouMean } from '../yaml/index.ts'
import { CONTENT_COMPONENTS, STRUCTURE } from './markup.ts'
import { LANGUAGE_MARK } from './specialise.ts'
import type { ReadSource } from './sources.ts'
import { placeIn } from './source-file.ts'
import { findTags, replaceTags } from './tags.ts'
import type { TemplateSource } from './template.ts'

/** HTML in which Handlebars tags are hidden behind plain words, and `reveal`, which brings them back. */
export interface HiddenHtml {
  readonly html: string
  readonly reveal: (text: string) => string
  /** The tag behind a word such as `hbs7x`, for those who need to know what it is. */
  readonly tags: readonly string[]
}

/** What stands for the n-th Handlebars tag. */
export const HIDDEN = /hbsx(\d+)x/g

/** Compiles the MJML of a template; `files` are the template and its partials, for places. */
export async function compileMjml(source: TemplateSource, files: readonly ReadSource[]): Promise<Checked<HiddenHtml>> {
  const { default: mjml2html } = await import('mjml')
  const tags: string[] = []
  const hide = (xml: string) => replaceTags(xml, findTags(xml), (tag) => `hbsx${tags.push(tag.raw) - 1}x`)
  try {
    const result = await mjml2html(source.text, {
      filePath: source.dir,
      ignoreIncludes: false,
      keepComments: false,
      validationLevel: 'soft',
      preprocessors: [hide],
      // By itself MJML loads Roboto and others from Google: who wants a web font writes <mj-font>.
      fonts: {},
    })
    const reveal = (text: string) => text.replace(HIDDEN, (word, n: string) => tags[Number(n)] ?? word)
    const problems = [...result.errors.map((error) => mjmlProblem(error, files)), ...denied(result.html, files)]
    return {
      value: { html: withLanguage(result.html), reveal, tags },
      problems: [...problems, ...dropped(result.html, tags, files)],
    }
  } catch (error) {
    return { problems: [thrown(error, files)] }
  }
}

// MJML 5 writes lang="und" where a template names no language; the message's takes its place.
function withLanguage(html: string): string {
  return html.replaceAll('lang="und" dir="auto"', LANGUAGE_MARK)
}

interface MjmlError {
  readonly line: number
  readonly message: string
  readonly tagName: string
  readonly formattedMessage: string
}

function mjmlProblem({ formattedMessage, message, line, tagName }: MjmlError, files: readonly ReadSource[]): Problem {
  const path = /^Line \d+ of (.+?)(?:, included at| \()/.exec(formattedMessage)?.[1] ?? ''
  const file = files.find((file) => path.endsWith(file.file.slice(file.file.indexOf('/')))) ?? files[0]
  const near = message.includes("doesn't exist")
    ? didYouMean(tagName, [...STRUCTURE, ...CONTENT_COMPONENTS])
    : undefined
  const unknown = /^Element \S+ doesn't exist/.test(message)
  const said = unknown ? `There is no <${tagName}>` : message.replace(/^(Attributes?)/, `<${tagName}>: $1`)
  const problem = {
    code: 'malformed-mjml',
    severity: 'error',
    message: said,
    ...(near ? { hint: `did you mean <${near}>?`, try: `<${near}>` } : {}),
  } as const
  return file ? { ...problem, place: placeOfTag(file, line, tagName) } : problem
}

// MJML knows lines only: the column is that of the tag on the line.
function placeOfTag(file: ReadSource, line: number, name: string) {
  const places = file.markup.elements
    .filter((element) => element.piece.name === name)
    .map(({ piece }) => placeIn(file, piece.start, piece.end))
  return (
    places.find((place) => place.line === line) ??
    places[0] ?? { file: file.file, line, column: 1, endLine: line, endColumn: 2 }
  )
}

function denied(html: string, files: readonly ReadSource[]): Problem[] {
  if (!html.includes('<!-- mj-include')) return []
  const place = placeOfInclude(files)
  const message = 'MJML refused an <mj-include>'
  return [
    {
      code: 'include-denied',
      severity: 'error',
      message,
      hint: 'keep partials in templates/partials/',
      ...(place ? { place } : {}),
    },
  ]
}

/** The first include; where broken markup hides it from the reader of tags, the first one in the text. */
function placeOfInclude(files: readonly ReadSource[]) {
  for (const file of files) {
    const include = file.markup.elements.find(({ piece }) => piece.name === 'mj-include')?.piece
    const start = include?.start ?? file.text.indexOf('<mj-include')
    if (start >= 0) return placeIn(file, start, include?.end ?? start + '<mj-include'.length)
  }
  return files[0] && placeIn(files[0], 0, 0)
}

// The last net: a tag that went in and does not come out was dropped without a word.
function dropped(html: string, tags: readonly string[], files: readonly ReadSource[]): Problem[] {
  const kept = new Set([...html.matchAll(HIDDEN)].map(([, n]) => tags[Number(n)]))
  const lost = new Set(tags.filter((tag) => !kept.has(tag) && !/^\{\{~?([!/]|else\b|\^\}\})/.test(tag)))
  return [...lost].flatMap((raw) => {
    const file = files.find((file) => file.tags.some((tag) => tag.raw === raw))
    const tag = file?.tags.find((tag) => tag.raw === raw)
    if (!file || !tag || isInComment(file.text, tag.start)) return []
    const place = placeIn(file, tag.start, tag.end)
    const hint = 'put it inside <mj-raw>, or inside one <mj-text>'
    return [{ code: 'dropped-by-mjml', severity: 'error' as const, message: `MJML drops ${raw}`, hint, place }]
  })
}

function isInComment(text: string, at: number): boolean {
  return text.lastIndexOf('<!--', at) > text.lastIndexOf('-->', at)
}

function thrown(error: unknown, files: readonly ReadSource[]): Problem {
  const [file] = files
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  const place = file && placeIn(file, 0, 0)
  return {
    code: 'malformed-mjml',
    severity: 'error',
    message: `MJML cannot read this: ${message}`,
    ...(place ? { place } : {}),
  }
}
