import type { Day } from '../../calendar/index.ts'
import { dayInWords, type FoundValue, valueInWords } from '../../segments/index.ts'

/** What is true of a customer at a line of an answer, as data: whoever shows it chooses the words. */
export type Found =
  | FoundValue
  | { readonly is: PlanState }
  /** A state of consent or suppression, by its word in the tables; `day` and `source` of the latest word. */
  | { readonly is: 'state'; readonly state: string; readonly day?: Day; readonly source?: string }
  /** `before`: emails before this one. */
  | { readonly is: 'sent'; readonly step: string; readonly day: Day; readonly before: number }
  | { readonly is: 'paused until'; readonly day: Day }
  | { readonly is: 'version adopted'; readonly variant: string; readonly day: Day }
  /** `adopted`: the version that others get since `day`. */
  | { readonly is: 'version kept'; readonly variant: string; readonly adopted: string; readonly day: Day }
  | { readonly is: 'after its day'; readonly days: number }
  | { readonly is: 'behind'; readonly campaign: string; readonly priority: number }
  | { readonly is: 'so far'; readonly count: number }
  /** `time`: HH:MM. */
  | { readonly is: 'outside' | 'waits until'; readonly time: string }
  | { readonly is: 'began'; readonly day: Day }
  | BeforeFound
  | { readonly is: 'since the start'; readonly found: FoundValue }

/** What begins a journey was there, and does not count. */
type BeforeFound =
  | { readonly is: 'happened before'; readonly event: string; readonly day: Day; readonly began: Day }
  | TooEarly
  | { readonly is: 'emails over'; readonly event: string; readonly day: Day; readonly last: Day }
  | { readonly is: 'member before'; readonly segment: string; readonly began: Day }

/** `days`: by how many the campaign looks back from its beginning; what happened from `from` on counts. */
interface TooEarly {
  readonly is: 'too early'
  readonly event: string
  readonly day: Day
  readonly from: Day
  readonly days: number
}

/** Findings that are a word. */
export type PlanState =
  | 'none'
  | 'nothing sent'
  | 'in the holdout'
  | 'not in the holdout'
  | 'jumped'
  | 'on its day'
  | 'behind another'
  | 'first of its day'
  | 'not begun'
  | 'date unknown'

/** A finding in English, as the command line and `why --json` say it. */
export function foundInWords(found: Found): string {
  switch (found.is) {
    case 'state':
      return stateInWords(found)
    case 'sent':
      return `${found.step} sent ${found.day}${found.before > 0 ? `, and ${found.before} before` : ''}`
    case 'paused until':
      return `until ${found.day}`
    case 'version adopted':
      return `${found.variant}, adopted ${dayInWords(found.day)} for everybody who begins from then on`
    case 'version kept':
      return `${found.variant} as from the start; ${found.adopted} was adopted ${dayInWords(found.day)} for who begins then`
    case 'after its day':
      return `${found.days === 1 ? '1 day' : `${found.days} days`} after its day`
    case 'behind':
      return `behind ${found.campaign} (${found.priority})`
    case 'so far':
      return `${found.count} so far`
    case 'outside':
      return `${found.time} is outside`
    case 'waits until':
      return `waits until ${found.time}`
    case 'began':
      return `began ${found.day}`
    case 'happened before':
    case 'too early':
    case 'emails over':
    case 'member before':
      return beforeInWords(found)
    case 'since the start':
      return `${valueInWords(found.found)} since the start`
    default:
      return isState(found) ? STATES[found.is] : valueInWords(found)
  }
}

/** `subscribed 3 March 2024, import`. */
function stateInWords({ state, day, source }: Extract<Found, { is: 'state' }>): string {
  return day === undefined ? state : `${state} ${dayInWords(day)}, ${source ?? ''}`
}

function beforeInWords(found: BeforeFound): string {
  if (found.is === 'member before') {
    const { segment, began } = found
    return `was in ${segment} before this campaign began on ${dayInWords(began)}: only who enters from then on counts`
  }
  const happened = `${found.event} ${dayInWords(found.day)}`
  if (found.is === 'emails over') return `${happened}: its emails were due up to ${dayInWords(found.last)}`
  if (found.is === 'happened before') {
    const began = dayInWords(found.began)
    return `${happened}, before this campaign began on ${began}: only what happens from then on counts`
  }
  const counts = `what happened from ${dayInWords(found.from)} on counts`
  return `${happened}, which is too early: ${counts}, ${found.days} days before this campaign began`
}

function isState(found: FoundValue | { readonly is: PlanState }): found is { readonly is: PlanState } {
  return found.is in STATES
}

const STATES: Record<PlanState, string> = {
  none: 'none',
  'nothing sent': 'nothing sent yet',
  'in the holdout': 'in it: gets nothing, is measured',
  'not in the holdout': 'not in it',
  jumped: 'a segment it uses jumped',
  'on its day': 'on its day',
  'behind another': 'an email of the day is on its way',
  'first of its day': 'first of its day',
  'not begun': 'has not begun',
  'date unknown': 'the date is not known',
}
