/** What stops one email: a value that is missing or cannot be shown. Thrown inside Handlebars, caught by `render`. */

/** Why a value does not fit; the word is the problem's code. */
export type UnfitCode = 'missing-data' | 'unsafe-link' | 'bad-value'

/** Where Handlebars stood: lines from 1, columns from 0. */
export interface TagLocation {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** Leaves a template in the middle of an email. */
export class Unfit extends Error {
  readonly code: UnfitCode
  readonly loc: TagLocation | undefined

  constructor(code: UnfitCode, message: string, loc?: TagLocation) {
    super(message)
    this.code = code
    this.loc = loc
  }
}
