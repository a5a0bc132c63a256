import type { ComparedVariants, Experiments, MeasuredHoldout } from '../../../app/index.ts'
import { sayLift, verdictOf } from '../../parts/lift-text.tsx'
import { knownDifference, sayDifference } from '../../parts/variant-finding.tsx'
import { sayIn } from '../../words/index.ts'
import { liftWords } from '../../words/lift.ts'
import type { ExperimentView } from './experiment-view.ts'

/** One question and its answer so far: in customers per 100, or in minor units a customer. */
export interface DifferenceRow {
  /** `win-back/we-miss-you: B – A`, or the campaign of a holdout. */
  readonly name: string
  readonly unit: ComparedVariants['by']
  readonly value: number
  readonly low: number
  readonly high: number
  readonly verdict: 'winner' | 'works' | 'harms' | 'not proven'
  /** `+3.1 (1.2 to 5.0)`. */
  readonly says: string
  /** The verdict in the language of the operator. */
  readonly word: string
}

/** Every question of which an interval is known: emails with versions, then holdouts. */
export function differenceRows(view: ExperimentView, { variants, holdouts }: Experiments): readonly DifferenceRow[] {
  return [...variants.flatMap((test) => ofVariants(view, test)), ...holdouts.flatMap((one) => ofHoldout(view, one))]
}

function ofVariants(view: ExperimentView, test: ComparedVariants): DifferenceRow[] {
  const { campaign, step, by, result } = test
  const found = knownDifference(test)
  if (!found || !result) return []
  const { best, next, verdict } = result
  const scale = by === 'conversions' ? 100 : 1
  return [
    {
      ...{ name: `${campaign}/${step}: ${best} – ${next}`, unit: by, verdict },
      ...{ value: found.difference * scale, low: found.low * scale, high: found.high * scale },
      says: sayIn(liftWords, view.language)('liftSays', sayDifference(view, by, found)),
      word: verdict === 'winner' ? view.say('better', { best }) : view.say('notProven'),
    },
  ]
}

function ofHoldout(view: ExperimentView, { campaign, lift }: MeasuredHoldout): DifferenceRow[] {
  if (!lift) return []
  const { difference, low, high, verdict } = lift
  const name = view.say('besideHeld', { what: campaign ?? sayIn(liftWords, view.language)('programme') })
  return [
    {
      ...{ name, unit: 'conversions', verdict },
      ...{ value: difference * 100, low: low * 100, high: high * 100 },
      says: sayLift(view, lift),
      word: verdictOf(view, lift).word,
    },
  ]
}
