import type { Instant } from '../clock.ts'
import { type Holdout, type Lift, liftOf } from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import { countHoldouts } from './count-holdouts.ts'
import { type ComparedVariants, variantTests } from './variant-tests.ts'

/** A holdout with what can be said of it; undefined while nobody is in one of its groups. */
export interface MeasuredHoldout extends Holdout {
  readonly lift: Lift | undefined
}

/** Something in the files that would be measured and cannot be yet, and why. */
export interface Unmeasured {
  /** null: the holdout of the whole programme. */
  readonly campaign: string | null
  /** The email with variants; null: a holdout. */
  readonly step: string | null
  readonly why: 'no goal' | 'nobody yet'
}

/** Every experiment of a shop as of an instant: emails with variants, and who is held out. */
export interface Experiments {
  readonly asOf: Instant
  readonly variants: readonly ComparedVariants[]
  readonly holdouts: readonly MeasuredHoldout[]
  readonly unmeasured: readonly Unmeasured[]
}

/** What is being tried, and what came of it up to `now`. */
export async function experimentsOf(
  app: Rules,
  now: Instant,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Experiments> {
  onProgress(0, 2)
  const variants = await variantTests(app, now)
  onProgress(1, 2)
  const holdouts = (await countHoldouts(app, now)).map((one) => ({ ...one, lift: liftOf(one) }))
  return { asOf: now, variants, holdouts, unmeasured: unmeasured(app, holdouts) }
}

function unmeasured({ campaigns, shop }: Rules, holdouts: readonly Holdout[]): Unmeasured[] {
  const known = new Set(holdouts.map(({ campaign }) => campaign))
  const own = campaigns.flatMap(({ name, goal, holdout, steps }): Unmeasured[] => [
    ...(holdout === undefined || known.has(name)
      ? []
      : [{ campaign: name, step: null, why: goal ? ('nobody yet' as const) : ('no goal' as const) }]),
    ...steps.flatMap((step) =>
      goal || step.kind !== 'send' || step.variants.length === 0
        ? []
        : [{ campaign: name, step: step.id, why: 'no goal' as const }],
    ),
  ])
  return shop.holdout && !known.has(null) ? [...own, { campaign: null, step: null, why: 'nobody yet' }] : own
}
