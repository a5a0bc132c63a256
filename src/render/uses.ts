/** What a template asks for: variables and texts, each with its place. */

import type { Place } from '../problem.ts'

/**
 * One reading of a variable. `path` is absolute with `*` for each item of a list: `items.*.name`. An `output` or
 * `argument` needs a value; a `question` (of `if`, `unless`, `default`, `eq`) and a `list` do not.
 */
export interface Use {
  readonly path: string
  readonly kind: 'output' | 'argument' | 'question' | 'list'
  /** Paths that are known to have a value here, because an `{{#if}}` asked. */
  readonly given: readonly string[]
  readonly place: Place
}

/** One `{{t "key" name=…}}`: the key and the names it hands over. */
export interface TextUse {
  readonly key: string
  readonly names: readonly string[]
  readonly place: Place
}
