import type { Campaign } from '../campaigns/index.ts'
import { type Clause, isEventQuestion } from '../facts/index.ts'
import { clausesOf, type Segment, segmentsIn } from '../segments/index.ts'

type Segments = ReadonlyMap<string, Segment>

/** Whether a campaign starts each year on a date that one of these facts holds. */
export function startsOnDate({ starts }: Campaign, facts: readonly string[]): boolean {
  return starts.days.by === 'yearly date' && facts.includes(starts.days.fact)
}

/** Whether it starts when one of these events happens, `first` the first time or `each` time. */
export function startsWithEvent({ starts }: Campaign, events: readonly string[], which: 'first' | 'each'): boolean {
  const { days } = starts
  return (
    days.by === 'event' && events.includes(days.question.event) && (days.firstTime === 'yes') === (which === 'first')
  )
}

/** Whether it starts when a customer enters a segment, or a segment it needs, of whose lines one fits. */
export function startsInSegment({ starts }: Campaign, segments: Segments, fits: (line: Clause) => boolean): boolean {
  return starts.days.by === 'segment' && linesOf(starts.days.segment, segments).some(fits)
}

/** Whether a line asks one of these facts. */
export function asksFact(...facts: readonly string[]): (line: Clause) => boolean {
  return ({ question }) => !isEventQuestion(question) && facts.includes(question.fact)
}

/** Whether it begins with a first order, or when a customer comes into a segment of such. */
export function beginsWithUs(campaign: Campaign, segments: Segments): boolean {
  if (startsWithEvent(campaign, ['bought'], 'first')) return true
  return startsInSegment(campaign, segments, (line) => {
    const { is } = line.condition
    return asksFact('first_order', 'signed_up')(line) && (is === 'within the last' || is === 'today')
  })
}

/** The lines of a segment's rule and of the segments that it names. */
function linesOf(name: string, segments: Segments, seen: ReadonlySet<string> = new Set()): readonly Clause[] {
  const segment = segments.get(name)
  if (!segment || seen.has(name)) return []
  const own = clausesOf(segment.who)
  const named = segmentsIn([segment.who], []).flatMap((needed) => linesOf(needed, segments, new Set([...seen, name])))
  return [...own, ...named]
}
