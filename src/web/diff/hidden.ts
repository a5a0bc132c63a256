import type { Difference, Moved } from '../../diff/index.ts'
import type { People } from '../view/people.ts'

/** A difference whose samples tell nobody who they are: the same shape, for files. */
export function hiddenDifference(difference: Difference, people: People): Difference {
  const hide = <T extends Moved>(moved: T): T => ({
    ...moved,
    samples: moved.samples.map(({ customer }) => ({
      customer: people.hidden(customer),
      name: people.name({ id: customer }),
    })),
  })
  return {
    ...difference,
    segments: difference.segments.map((one) => ({ ...one, entering: hide(one.entering), leaving: hide(one.leaving) })),
    campaigns: difference.campaigns.map((one) => ({
      ...one,
      ...{ appear: hide(one.appear), vanish: hide(one.vanish), move: hide(one.move) },
    })),
  }
}
