/** One compiled template and one customer's variables make one email. Pure and synchronous: preview and send share it. */

import type { Checked, Problem } from '../problem.ts'
import type { Message, Rendered, Template } from './template.ts'
import { Unfit } from './unfit.ts'

/**
 * Fills a template. Without a value where something is missing (`missing-data`) or cannot be shown (`unsafe-link`,
 * `bad-value`): such an email is not sent, there is no "Hi !".
 */
export function render(template: Template, message: Message): Checked<Rendered> {
  try {
    if (message.purpose === 'marketing') needUnsubscribe(message)
    return { value: template.fillerFor(message.language)(message.variables, message), problems: [] }
  } catch (error) {
    return { problems: [problemOf(error, template)] }
  }
}

function needUnsubscribe({ variables: { links } }: Message): void {
  const link = typeof links === 'object' && links !== null && 'unsubscribe' in links ? links.unsubscribe : undefined
  if (!link) throw new Unfit('missing-data', 'links.unsubscribe has no value, and marketing needs it')
}

function problemOf(error: unknown, { name, file }: Template): Problem {
  const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 }
  if (error instanceof Unfit)
    return { code: error.code, severity: 'error', message: `${name}: ${error.message}`, place }
  // Intl refuses unknown zones and currencies, Handlebars what has no parts: both come from data.
  if (!(error instanceof RangeError || error instanceof TypeError)) throw error
  return { code: 'bad-value', severity: 'error', message: `${name}: ${error.message}`, place }
}
