/** How much one email may make of itself: loops within loops over a long list have no end that anybody waits for (SEC-10). */

import type Handlebars from 'handlebars'
import { Unfit } from './unfit.ts'

/** What the loops and questions of one email have used up. */
export interface Spent {
  steps: number
  letters: number
}

/** Blocks that are entered: far more than a long order has, and over in a moment. */
const MOST_STEPS = 50_000
/** Letters that loops may write, each within another counted again: Gmail cuts an email off at a fifth of it. */
const MOST_LETTERS = 500_000

/** A block helper that counts how often it is asked and what the rounds of a loop write; too much of it ends the email. */
export function metered(helper: Handlebars.HelperDelegate, kind: 'loop' | 'question'): Handlebars.HelperDelegate {
  return kind === 'loop' ? meteredLoop(helper) : meteredQuestion(helper)
}

/** What a question lets through is written once, however deep it stands: only the asking counts. */
function meteredQuestion(helper: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
  return function (this: unknown, subject: unknown, options?: Handlebars.HelperOptions) {
    if (options) step(options.data.spent as Spent)
    return helper.call(this, subject, options)
  }
}

function meteredLoop(helper: Handlebars.HelperDelegate): Handlebars.HelperDelegate {
  return function (this: unknown, subject: unknown, options?: Handlebars.HelperOptions) {
    if (!options) return helper.call(this, subject)
    const spent = options.data.spent as Spent
    const round = (context: unknown, given?: Handlebars.RuntimeOptions) => {
      step(spent)
      const written = options.fn(context, given)
      spent.letters += written.length
      if (spent.letters > MOST_LETTERS)
        throw new Unfit('bad-value', `its loops write more than ${inWords(MOST_LETTERS)} letters`)
      return written
    }
    return helper.call(this, subject, { ...options, fn: round })
  }
}

function step(spent: Spent): void {
  spent.steps += 1
  if (spent.steps > MOST_STEPS)
    throw new Unfit('bad-value', `its blocks are entered more than ${inWords(MOST_STEPS)} times`)
}

function inWords(number: number): string {
  return number.toLocaleString('en')
}
