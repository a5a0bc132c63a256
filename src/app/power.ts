import { startOfDay, addDays, type Day, dayNumber } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import { customersUntilProven, type Question } from '../models/index.ts'
import type { Rules } from './contexts.ts'
import { countHoldouts } from './count-holdouts.ts'
import { variantTests, variantUses } from './variant-tests.ts'

/** How long it takes to prove a difference, from a simulated time. */
export interface Power {
  /** null: the holdout of the whole programme. */
  readonly campaign: string | null
  /** The email with versions; null: a holdout. */
  readonly step: string | null
  /** Customers who begin a day, in the groups that are compared. */
  readonly customersADay: number
  /** The share of them who reach the goal, without any difference; undefined: nobody's days were over. */
  readonly rate: number | undefined
  /** Days after the email that count; null: there is no end. */
  readonly withinDays: number | null
  readonly needs: readonly Needed[]
}

/** What a difference of this size takes, with a chance of four in five. */
export interface Needed {
  /** Part of the rate by which one group is higher: 0.1 is a tenth more. */
  readonly more: number
  /** Customers in the groups that are compared; undefined: more than a billion. */
  readonly customers: number | undefined
  /** Days until it is proven, those of the goal included. */
  readonly days: number | undefined
}

/** The differences that are asked about. */
const MORE = [0.1, 0.2, 0.5]

/**
 * For each email with versions and each holdout how long it takes until a difference is proven by the daily test. `app`:
 * over a copy in which the days from `from` to `to` were simulated with the shop's own orders; `now`: up to when they
 * are known.
 */
export async function powerOf(
  app: Rules,
  now: Instant,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<readonly Power[]> {
  const zone = app.shop.timeZone
  const [start, end] = [startOfDay(from, zone), startOfDay(addDays(to, 1), zone)]
  const days = dayNumber(to) - dayNumber(from) + 1
  // Of days to come only the simulated ones are known.
  const asOf = Math.max(now, end)
  const variants = (await variantTests(app, asOf, variantUses(app.campaigns), start)).map((test) => {
    const [a, b] = [...test.groups].sort((one, other) => other.share - one.share)
    const both = (a?.share ?? 0) + (b?.share ?? 0)
    const sum = (of: 'begun' | 'customers' | 'reached') => test.groups.reduce((all, group) => all + group[of], 0)
    const setUp = { share: (a?.share ?? 0) / both, groups: test.groups.length }
    const rate = rateOf(sum('reached'), sum('customers'))
    const aDay = (sum('begun') * both) / days
    return { ...powerFor(rate, aDay, test.withinDays, setUp), campaign: test.campaign, step: test.step }
  })
  const windows = new Map(app.campaigns.map(({ name, goal }) => [name, goal?.withinDays ?? null]))
  const holdouts = (await countHoldouts(app, asOf)).map(({ campaign, share, treated, heldOut, since }) => {
    const all = treated.customers + heldOut.customers
    const aDay = all / Math.max(1, (end - since) / 86_400_000)
    const rate = rateOf(treated.reached + heldOut.reached, all)
    const within = campaign === null ? null : (windows.get(campaign) ?? null)
    return { ...powerFor(rate, aDay, within, { share: 1 - (share ?? 0.5) }), campaign, step: null }
  })
  return [...variants, ...holdouts]
}

function rateOf(reached: number, customers: number): number | undefined {
  return customers === 0 ? undefined : reached / customers
}

function powerFor(
  rate: number | undefined,
  customersADay: number,
  withinDays: number | null,
  setUp: Pick<Question, 'share' | 'groups'>,
): Omit<Power, 'campaign' | 'step'> {
  const needs = MORE.map((more): Needed => {
    if (rate === undefined || rate === 0 || rate * (1 + more) >= 1) {
      return { more, customers: undefined, days: undefined }
    }
    const customers = customersUntilProven({ ...setUp, rate, difference: rate * more }, 'every day')
    const days = customers === undefined || customersADay === 0 ? undefined : Math.ceil(customers / customersADay)
    return { more, customers, days: days === undefined ? undefined : days + (withinDays ?? 0) }
  })
  return { customersADay, rate, withinDays, needs }
}
