/** What Handlebars hands to a helper, read safely. */

import type { Formats } from '../formats.ts'
import { type TagLocation, Unfit } from '../unfit.ts'

/** The last argument of every helper: named values, and the message's formats. */
export interface Call {
  readonly hash: Readonly<Record<string, unknown>>
  readonly data: { readonly formats: Formats }
  readonly loc?: TagLocation
}

/** The value, or the end of this email: TPL-04 knows no "Hi !". */
export function needed(value: unknown, call: Call): unknown {
  if (value === undefined || value === null || value === '') throw new Unfit('missing-data', 'has no value', call.loc)
  return value
}

/** The end of this email: the value is there and makes no sense here. */
export function unfit(value: unknown, what: string, call: Call): never {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
  throw new Unfit('bad-value', `is ${what}: ${shown.slice(0, 60)}`, call.loc)
}

/** True for a plain object with the given field. */
export function has<K extends string>(value: unknown, field: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && field in value
}
