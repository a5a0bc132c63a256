import type { Bounds, Holdout, Lift } from '../../insights/index.ts'
import type { Voice } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { liftWords } from '../words/lift.ts'
import { signed } from './lift-text.tsx'

/** What there is beyond the holdout in sentences: customers, and revenue in total and per email where it is known. */
export function sayBeyond({ language, format }: Voice, { emails }: Holdout, lift: Lift): readonly string[] {
  const say = sayIn(liftWords, language)
  const number = (value: number) => signed(format.number(Math.round(Math.abs(value))), value)
  const money = (value: number) => signed(format.money(Math.round(Math.abs(value))), value)
  const ends = ({ low, high }: Bounds, as: (value: number) => string) => ({ low: as(low), high: as(high) })
  const { conversions, revenue } = lift
  return [
    say('beyond', { n: number(conversions.value), ...ends(conversions, number) }),
    ...(revenue ? [say('moneyBeyond', { total: money(revenue.total.value), ...ends(revenue.total, money) })] : []),
    ...(revenue?.perEmail
      ? [
          say('moneyPerEmail', {
            ...{ perEmail: money(revenue.perEmail.value), emails: format.number(emails) },
            ...ends(revenue.perEmail, money),
          }),
        ]
      : []),
  ]
}

/** A warning where the groups are not as large as they were to be. */
export function GroupsWarning(props: { readonly view: Voice; readonly counts: Holdout; readonly lift: Lift }) {
  const { view, counts, lift } = props
  if (lift.groups?.verdict !== 'not as planned') return null
  const { format, language } = view
  const { treated, heldOut, share } = counts
  const sizes = {
    ...{ held: format.number(heldOut.customers), all: format.number(treated.customers + heldOut.customers) },
    share: format.percent(share ?? 0),
  }
  return <p class="warn">! {sayIn(liftWords, language)('wrongGroups', sizes)}</p>
}
