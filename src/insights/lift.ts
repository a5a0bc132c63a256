import { alwaysValidVerdict, type Difference, differenceOf } from '../models/index.ts'

/** How many customers a campaign took in or held out, and how many of them did what it is for. */
export interface HoldoutCounts {
  readonly campaign: string
  readonly treated: number
  readonly treatedReached: number
  readonly heldOut: number
  readonly heldOutReached: number
}

/** What a campaign brings: the interval is that of one look, the verdict holds however often one looks. */
export interface Lift extends Difference {
  readonly verdict: 'works' | 'harms' | 'not proven'
}

/** The difference between customers who were taken in and those held out; undefined where nobody is in one of them. */
export function liftOf(counts: HoldoutCounts): Lift | undefined {
  const { treated, treatedReached, heldOut, heldOutReached } = counts
  if (treated === 0 || heldOut === 0) return undefined
  const groups = [
    { reached: treatedReached, of: treated },
    { reached: heldOutReached, of: heldOut },
  ] as const
  return { ...differenceOf(...groups), verdict: words[alwaysValidVerdict(...groups)] }
}

const words = { 'first is higher': 'works', 'second is higher': 'harms', 'not proven': 'not proven' } as const
