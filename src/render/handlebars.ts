/** The only door to Handlebars: our own instance with a closed list of helpers (SEC-02, SEC-04). */

import Handlebars from 'handlebars'
import type { Checked } from '../problem.ts'
import type { Formats } from './formats.ts'
import { helpers } from './helpers/index.ts'
import { PART } from './parts.ts'
import { type SourceFile, placeIn } from './source-file.ts'
import { metered, type Spent } from './spend.ts'
import { findTags, type Tag } from './tags.ts'
import type { Variables } from './template.ts'

/** What a compiled template sees beside the variables: `root` for `@root`, how to format, and where its parts go. */
export interface RenderData {
  readonly root: Variables
  readonly formats: Formats
  readonly parts: Record<string, string>
  readonly spent: Spent
}

/** A compiled text: variables in, text out. */
export type Fill = (variables: Variables, data: RenderData) => string

const own = Handlebars.create()
const blocks = Object.entries(own.helpers).flatMap(([name, block]): [string, Handlebars.HelperDelegate][] => {
  return ['if', 'unless', 'each', 'with'].includes(name) ? [[name, block]] : []
})
const ALL: Readonly<Record<string, Handlebars.HelperDelegate | undefined>> = {
  ...helpers,
  ...Object.fromEntries(blocks.map(([name, block]) => [name, metered(block, name === 'each' ? 'loop' : 'question')])),
  // Only we write this block: it lets one run fill all parts of an email (each run has a price of its own in Handlebars).
  [PART](this: Variables, name: string, { fn, data }: Handlebars.HelperOptions) {
    data.parts[name] = fn(this)
    return ''
  },
}

/** Compiles a Handlebars text whose two-brace tags escape for HTML. */
export function compileHandlebars(text: string): Fill {
  // Objects would be taken for a syntax tree, which runs as code (CVE-2026-33937).
  if (typeof text !== 'string') throw new TypeError('Only text is compiled')
  const known = helpersOf(text)
  const instance = Handlebars.create()
  for (const name of Object.keys(instance.helpers)) instance.unregisterHelper(name)
  instance.registerHelper(known)
  const knownHelpers = Object.fromEntries(Object.keys(known).map((name) => [name, true]))
  const fill = instance.compile<Variables>(text, { knownHelpers, knownHelpersOnly: true, strict: true })
  return (variables, data) => fill(variables, { data })
}

// Handlebars wraps every helper it knows anew in each run, so a text gets only those whose names stand in its tags.
function helpersOf(text: string): Record<string, Handlebars.HelperDelegate> {
  const words = new Set(findTags(text).flatMap((tag) => tag.raw.match(/\w+/g) ?? []))
  const used = Object.entries(ALL).filter(([name, helper]) => words.has(name) && helper)
  return Object.fromEntries(used) as Record<string, Handlebars.HelperDelegate>
}

/** The syntax tree of a text, or the problem that stands in its way. */
export function parseHandlebars(source: SourceFile, tags: readonly Tag[]): Checked<hbs.AST.Program> {
  try {
    return { value: own.parseWithoutProcessing(source.text), problems: [] }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { problems: [syntaxProblem(source, tags, message)] }
  }
}

/** The syntax tree of one output tag that is known to parse. */
export function parseTag(raw: string): hbs.AST.MustacheStatement | undefined {
  const [node] = own.parseWithoutProcessing(raw).body
  return node?.type === 'MustacheStatement' ? (node as hbs.AST.MustacheStatement) : undefined
}

/** Text as Handlebars writes it into HTML. */
export function escapeHtml(text: string): string {
  return own.escapeExpression(text)
}

/** True for the exception that strict mode throws where a variable is missing. */
export function isHandlebarsError(
  error: unknown,
): error is Error & { readonly lineNumber?: number; readonly column?: number } {
  return error instanceof own.Exception
}

// Handlebars names the line in its message and draws an arrow; the tag on that line is what is meant.
function syntaxProblem(source: SourceFile, tags: readonly Tag[], message: string) {
  const line = Number(/(?:on line |- )(\d+)/.exec(message)?.[1] ?? 1)
  const tag = tags.find((tag) => placeIn(source, tag.start, tag.end).endLine >= line) ?? tags.at(-1)
  const what = tag ? `${tag.raw} cannot be read` : 'The Handlebars of this file cannot be read'
  const hint = /Expecting .*got '(\w+)'/.test(message)
    ? 'look for a missing quote, bracket or name'
    : message.split('\n')[0]
  const place = tag ? placeIn(source, tag.start, tag.end) : placeIn(source, 0, 0)
  return { code: 'template-syntax', severity: 'error' as const, message: what, ...(hint ? { hint } : {}), place }
}
