import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import type { Vocabulary } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import type { Rule } from '../rule.ts'
import type { Segment } from '../segment.ts'
import { findAlways } from './find-always.ts'
import { findForgotten } from './find-forgotten.ts'
import { findGuards } from './find-guards.ts'
import { findMissing } from './find-missing.ts'
import { findNegatives } from './find-negatives.ts'
import { findNever } from './find-never.ts'
import type { Meaning } from './formula.ts'
import { reasonAbout } from './reasoning.ts'

/** What reasoning over rules needs: the shop's words, its sound segments, and the day from which on it looks. */
export function meaningOf(vocabulary: Vocabulary, segments: readonly Segment[], now: Instant): Meaning {
  const { shop } = vocabulary
  return {
    vocabulary,
    when: { now, today: localDay(now, shop.timeZone), shop },
    segments: new Map(segments.map(({ name, who }) => [name, who])),
  }
}

/** What a segment says and its author can hardly mean; all of it warnings. */
export function checkSegmentMeaning(segment: Segment, meaning: Meaning): Problem[] {
  const { name, who } = segment
  const consequences = { never: `nobody can be in ${name}`, always: `everybody is in ${name}` }
  return [...checkRuleMeaning(who, consequences, meaning), ...findGuards(segment, reasonAbout([who], meaning))]
}

/** The same for a rule anywhere; the consequences are those of a rule that never, or always, holds. */
export function checkRuleMeaning(
  rule: Rule,
  consequences: { readonly never: string; readonly always: string },
  meaning: Meaning,
): Problem[] {
  const reasoning = reasonAbout([rule], meaning)
  const never = findNever(rule, consequences.never, reasoning)
  if (never.length > 0) return never
  return [
    ...findAlways(rule, consequences.always, reasoning),
    ...findNegatives(rule),
    ...findMissing(rule, reasoning),
    ...findForgotten(rule, meaning),
  ]
}
