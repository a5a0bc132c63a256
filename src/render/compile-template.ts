/** MJML in, a template out: compiled once, with all problems of the template and its partials at once. */

import type { Checked, Place, Problem } from '../problem.ts'
import { hasErrors } from '../problem.ts'
import { checkLanguage } from './check-language.ts'
import { checkTexts } from './check-texts.ts'
import { type Reading, readExpressions } from './expressions.ts'
import { makeFiller } from './fill.ts'
import { type Texts, cleanLanguage } from './languages.ts'
import { kept } from './kept.ts'
import { type HiddenHtml, compileMjml } from './mjml.ts'
import { type ReadSource, readSources } from './sources.ts'
import { placeIn } from './source-file.ts'
import { findTags } from './tags.ts'
import type { Content, Filler, Parts, Template, TemplateSource, TextReading } from './template.ts'
import { lineOf, textPartOf } from './text-part.ts'
import type { Use } from './uses.ts'

const partials = new WeakMap<Texts, Map<string, ReadSource>>()

// A ring or a way out of the folder must never reach MJML, what Handlebars cannot parse has no text part, and elements
// without end would take MJML long.
const STOPS = new Set(['include-denied', 'include-missing', 'include-ring', 'template-syntax', 'too-deep'])

/**
 * A template as it was compiled; where it is broken, `uses` still tells which variables it asks for, and `sketch` is
 * what MJML made of it all the same: for how long it becomes, never to be sent.
 */
export interface Compiled extends Checked<Template> {
  readonly uses?: readonly Use[]
  readonly sketch?: Template
}

/** Compiles one template with the shop's texts; there is no value where MJML or Handlebars cannot read it. */
export async function compile(source: TemplateSource, texts: Texts): Promise<Compiled> {
  const { files, problems: markup } = readSources(source, partialsOf(texts))
  const readings = files.map((file) => file.reading)
  const found = [...markup, ...readings.flatMap((reading) => reading.problems)]
  const asked = readings.flatMap((reading) => reading.texts)
  const problems = [...found, ...checkTexts(asked, texts), ...checkLanguage(files, texts), ...checkRoot(files)]
  if (found.some(({ code }) => STOPS.has(code))) return { problems: inOrder(problems, files) }
  const compiled = await compileMjml(source, files)
  const all = inOrder([...problems, ...compiled.problems], files)
  const uses = readings.flatMap((reading) => reading.uses)
  if (!compiled.value) return { problems: all, uses }
  const template = templateOf(source, files, readings, partsOf(compiled.value, files), texts)
  return hasErrors(found) ? { problems: all, uses, sketch: template } : { value: template, problems: all }
}

// Header and footer are the same in every template of a shop: they are read once.
function partialsOf(texts: Texts): Map<string, ReadSource> {
  return kept(partials, texts, () => new Map<string, ReadSource>())
}

function templateOf(
  source: TemplateSource,
  files: readonly ReadSource[],
  readings: readonly Reading[],
  parts: Parts,
  texts: Texts,
): Template {
  const uses = readings.flatMap((reading) => reading.uses)
  const usesTexts = readings.some((reading) => reading.texts.length > 0) ? 'texts' : 'no texts'
  const readText = (text: string, place?: Place) => readShortText(text, texts, place)
  const fillers = new Map<string, Filler>()
  const fillerSource = { parts, paths: uses.map((use) => use.path), texts, usesTexts, readText } as const
  const fillerFor = (wanted: string) => {
    const language = cleanLanguage(wanted, texts)
    return kept(fillers, language, () => makeFiller(fillerSource, language))
  }
  return { name: source.name, file: source.file, parts, uses, content: contentOf(files), fillerFor, readText }
}

function readShortText(text: string, texts: Texts, place?: Place): TextReading {
  const { uses, problems, texts: asked } = readExpressions({ file: place?.file ?? '', text }, findTags(text))
  return {
    uses: uses.map((use) => moved(use, place)),
    problems: [...problems, ...checkTexts(asked, texts)].map((p) => moved(p, place)),
  }
}

// A place in a short text becomes a place in the file it was written in.
function moved<T extends { readonly place?: Place }>(thing: T, start: Place | undefined): T {
  if (!thing.place || !start || thing.place.file !== start.file) return thing
  const { line, column, endLine, endColumn } = thing.place
  const by = (at: number, l: number) => (l === 1 ? at + start.column - 1 : at)
  const place = {
    file: start.file,
    line: line + start.line - 1,
    column: by(column, line),
    endLine: endLine + start.line - 1,
    endColumn: by(endColumn, endLine),
  }
  return { ...thing, place }
}

function partsOf(hidden: HiddenHtml, files: readonly ReadSource[]): Parts {
  const title = /<title>([\s\S]*?)<\/title>/.exec(hidden.html)?.[1] ?? ''
  const preview = elementText(files, 'mj-preview')
  let text: string | undefined
  return {
    subject: lineOf(title, hidden),
    preheader:
      preview === undefined
        ? ''
        : lineOf(/<div style="display:none;[^>]*>([\s\S]*?)<\/div>/.exec(hidden.html)?.[1] ?? '', hidden),
    html: hidden.reveal(hidden.html),
    // Made when it is first asked for: `check` never asks.
    get text() {
      text ??= textPartOf(hidden)
      return text
    },
  }
}

function elementText(files: readonly ReadSource[], name: string): string | undefined {
  for (const file of files) {
    const element = file.markup.elements.find((element) => element.piece.name === name)
    const text = element && file.text.slice(element.contentStart, element.contentEnd).trim()
    if (text) return text
  }
  return undefined
}

function checkRoot(files: readonly ReadSource[]): Problem[] {
  const [main] = files
  if (!main || main.markup.elements.some((element) => element.piece.name === 'mj-body')) return []
  const place = placeIn(main, 0, 0)
  const hint = 'a template is <mjml> with <mj-head> and <mj-body>'
  return [{ code: 'malformed-mjml', severity: 'error', message: 'There is no <mj-body> here', hint, place }]
}

function contentOf(files: readonly ReadSource[]): Content {
  const places = (wanted: (name: string, file: ReadSource, at: number) => boolean) =>
    files.flatMap((file) =>
      file.markup.elements
        .filter(({ piece, contentStart }) => wanted(piece.name, file, contentStart))
        .map(({ piece }) => ({ piece, place: placeIn(file, piece.start, piece.end) })),
    )
  const withoutAlt = places((name) => ['mj-image', 'img', 'mj-carousel-image'].includes(name)).filter(
    ({ piece }) => !piece.attributes.some((attribute) => attribute.name === 'alt'),
  )
  const [main] = files
  return {
    start: main ? placeIn(main, 0, 0) : { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    title: elementText(files, 'mj-title') ? places((name) => name === 'mj-title')[0]?.place : undefined,
    preview: elementText(files, 'mj-preview') ? places((name) => name === 'mj-preview')[0]?.place : undefined,
    picturesWithoutAlt: withoutAlt.map(({ place }) => place),
  }
}

// From the top down, the template before its partials. MJML may find again what we found first, at the same place.
function inOrder(problems: readonly Problem[], files: readonly ReadSource[]): Problem[] {
  const order = new Map(files.map(({ file }, index) => [file, index]))
  const rank = ({ place }: Problem) =>
    place ? (order.get(place.file) ?? 0) * 1e9 + place.line * 1e4 + place.column : 0
  const seen = new Set<string>()
  const once = problems.filter(
    ({ code, place }) => seen.size < seen.add(`${code} ${place?.file} ${place?.line} ${place?.column}`).size,
  )
  return once.toSorted((a, b) => rank(a) - rank(b))
}
