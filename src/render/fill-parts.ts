/** Fills the parts of an email in one run, and names the tag that could not be filled. */

import { type RenderData, compileHandlebars, isHandlebarsError } from './handlebars.ts'
import { safeHeaderText } from './header-text.ts'
import { joinParts } from './parts.ts'
import { offsetOf } from './source-file.ts'
import type { Parts, Variables } from './template.ts'
import { Unfit } from './unfit.ts'

/** Fills parts into `data.parts`; what is missing or unfit ends the email with an `Unfit` that names its tag. */
export type PartsFill = (root: Variables, data: RenderData) => void

const HEADERS: readonly string[] = ['subject', 'preheader']

/** Compiles the given parts, of which the headers become one safe line each. */
export function partsFill(parts: Partial<Parts>): PartsFill {
  const entries = Object.entries(parts)
  // A part without any tag left, as many a subject is, is the same for everybody.
  const fixed = Object.fromEntries(entries.filter(([, part]) => !part.includes('{{')).map(finish))
  const open = Object.fromEntries(entries.filter(([, part]) => part.includes('{{')))
  const source = joinParts(open)
  const fill = compileHandlebars(source)
  const lines = HEADERS.filter((name) => name in open)
  // A branch at the edge of the text may leave blank lines there.
  const ragged = /^\{\{|\}\}$/.test(open.text ?? '')
  return (root, data) => {
    Object.assign(data.parts, fixed)
    try {
      fill(root, data)
    } catch (error) {
      throw explained(error, source)
    }
    if (ragged) data.parts.text = (data.parts.text ?? '').trim()
    for (const name of lines) data.parts[name] = safeHeaderText(data.parts[name] ?? '')
  }
}

function finish([name, part]: readonly [string, string]): [string, string] {
  return [name, HEADERS.includes(name) ? safeHeaderText(part) : part]
}

// Strict mode and our helpers know where they stood, which names the tag that could not be filled.
function explained(error: unknown, source: string): unknown {
  if (error instanceof Unfit) {
    const { loc } = error
    if (!loc) return error
    const tag = source.slice(
      offsetOf(source, loc.start.line, loc.start.column),
      offsetOf(source, loc.end.line, loc.end.column),
    )
    return new Unfit(error.code, `${tag.replace(/\{{3}|\}{3}/g, twoBraces)} ${error.message}`)
  }
  if (!isHandlebarsError(error)) return error
  const { lineNumber = 1, column = 0 } = error
  const at = source.slice(offsetOf(source, lineNumber, column)).replace(/^\{\{~?\{?\s*/, '')
  return new Unfit('missing-data', `{{${/^[^\s(){}]+/.exec(at)?.[0] ?? '?'}}} has no value`)
}

function twoBraces(braces: string): string {
  return braces.slice(1)
}
