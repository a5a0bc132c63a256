import { addMonths, localDay, startOfDay } from '../../calendar/index.ts'
import { type Clause, type DateCondition, dateRanges, isEventQuestion, type Question } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import { clausesOf, type Rule } from '../rule.ts'
import type { Meaning } from './formula.ts'

/** Lines about opens, clicks and the like that ask further back than such reports are kept (`retention`). */
export function findForgotten(rule: Rule, meaning: Meaning): Problem[] {
  return clausesOf(rule)
    .filter((clause) => windowsOf(clause).some((window) => asksBeyond(window, meaning)))
    .map((clause) => forgotten(clause, meaning))
}

/** The windows of time in which a line asks for reports about emails. */
function windowsOf({ question, condition }: Clause): DateCondition[] {
  if (!isEventQuestion(question)) return REPORTED.has(question.fact) ? [condition as DateCondition] : []
  return eventWindows(question)
}

function eventWindows(question: Extract<Question, { event: string }>): DateCondition[] {
  const { event, window, followedBy } = question
  const own = window && (REPORTS.has(event) || (followedBy && REPORTS.has(followedBy.event.event))) ? [window] : []
  return [...own, ...(followedBy ? eventWindows(followedBy.event) : [])]
}

const REPORTED: ReadonlySet<string> = new Set(['last_clicked', 'last_opened'])
const REPORTS: ReadonlySet<string> = new Set(['opened', 'clicked', 'bounced', 'complained'])

/**
 * The far end of what a window names lies before the first report that is kept. `more than 180 days ago` names its near
 * end only: it has no far one, and a warning that no retention silences would be of no use.
 */
function asksBeyond(window: DateCondition, { when }: Meaning): boolean {
  const { shop, now } = when
  const kept = startOfDay(addMonths(localDay(now, shop.timeZone), -shop.retention), shop.timeZone)
  return dateRanges(window, when).some(({ from, until }) => {
    const far = from ?? until
    return far !== null && far < kept
  })
}

function forgotten({ text, place }: Clause, { when: { shop } }: Meaning): Problem {
  const months = `${shop.retention} ${shop.retention === 1 ? 'month' : 'months'}`
  return {
    code: 'asks-forgotten',
    severity: 'warning',
    message: `${text} asks further back than reports about emails are kept: ${months}`,
    hint: `keep them longer in perennial.yaml (retention: ${shop.retention * 2} months), or ask for a shorter time`,
    place,
  }
}
