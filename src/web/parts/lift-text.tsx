import type { Lift } from '../../insights/index.ts'
import type { Difference } from '../../models/index.ts'
import type { Voice } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { liftWords } from '../words/lift.ts'
import { Badge, type Tone } from './badge.tsx'

/** What a campaign brings in a few words: `+3.1 (1.2 to 5.0) ✓ works`. */
export function LiftText({ view, lift }: { readonly view: Voice; readonly lift: Lift }) {
  const { word, tone } = verdictOf(view, lift)
  const more = moreText(view, lift)
  return (
    <span class="lift">
      {sayLift(view, lift)} <Badge tone={tone} word={word} />
      {more && <span class="soft"> {more}</span>}
    </span>
  )
}

/** How long it takes until it is proven, where that can be told. */
function moreText({ language }: Voice, { daysToGo }: Lift): string | undefined {
  const say = sayIn(liftWords, language)
  if (daysToGo === undefined || daysToGo === 0) return undefined
  return daysToGo > LONGEST ? say('moreLong') : say('moreDays', { n: daysToGo })
}

/** Nobody plans further. */
const LONGEST = 365

/** The lift and its interval, per 100 customers. */
export function sayLift({ language, format }: Voice, { difference, low, high }: Difference): string {
  const per100 = (share: number) => signed(format.number(Math.abs(share * 100), 1), share)
  return sayIn(liftWords, language)('liftSays', { by: per100(difference), low: per100(low), high: per100(high) })
}

/** Whether it works, as a word. */
export function verdictOf(
  { language }: Voice,
  { verdict }: Pick<Lift, 'verdict'>,
): { readonly word: string; readonly tone: Tone } {
  const say = sayIn(liftWords, language)
  if (verdict === 'works') return { word: say('works'), tone: 'good' }
  return verdict === 'harms' ? { word: say('harms'), tone: 'bad' } : { word: say('notProven'), tone: 'plain' }
}

/** With its sign: `+3`, `−3`. */
export function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text
}
