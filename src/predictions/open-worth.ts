import type { Shop } from '../config/shop.ts'
import { ageCurves, type AgeCurvesTable, type DbContext } from '../db/index.ts'
import { alongCurve, bgNbdAlive, expectedOrderValue } from '../models/index.ts'
import { bgNbdOf, gammaGammaOf } from './models-of-fit.ts'

/** A customer's counted orders, oldest first, side by side: the numbers of the shop's days, and minor units. */
export interface OrdersOverDays {
  readonly days: readonly number[]
  readonly values: readonly number[]
}

/** What a customer is expected to bring from a day on, in minor units, by the models of that day: `lifetime_value`. */
export type Worth = (orders: OrdersOverDays) => number

/** Reads the newest models of a day (its number); undefined where there was no model of orders by then. */
export async function openWorth({ db }: Pick<DbContext, 'db'>, shop: Shop, day: number): Promise<Worth | undefined> {
  const newest = db
    .selectFrom('model_fits')
    .selectAll()
    .where('day', '<=', day)
    .where('alpha', 'is not', null)
    .orderBy('day', 'desc')
    .limit(1)
  const fit = await newest.executeTakeFirst()
  const model = fit && bgNbdOf(fit)
  if (!fit || !model) return undefined
  const rows = await db
    .selectFrom('age_curves')
    .selectAll()
    .where('day', '=', fit.day)
    .where('curve', '=', 'discounted')
    .orderBy('x')
    .execute()
  const curves = rows.map(coefficientsOf)
  const values = gammaGammaOf(fit)
  return (orders) => {
    const { x, first, last, spent, repeats } = gathered(orders)
    const history = { x, tx: (last - first) / 7, T: (day - first) / 7 }
    const curve = curves[Math.min(x, curves.length - 1)] ?? []
    const expected = bgNbdAlive(model, history) * alongCurve(curve, history.T, { ...ageCurves, alpha: model.alpha })
    const spending = repeats > 0 ? { x, mean: repeats / MINOR / x } : { x: 0, mean: 0 }
    const value = values && expectedOrderValue(values, spending)
    return expected * (value === undefined ? spent / (x + 1) : value * MINOR) * (shop.lifetime.margin ?? 1)
  }
}

/** The unit of money that values are fitted in. */
const MINOR = 100

function coefficientsOf(row: AgeCurvesTable): number[] {
  return Array.from({ length: ageCurves.coefficients }, (_, power) => row[`c${power}`] ?? 0)
}

function gathered({ days, values }: OrdersOverDays) {
  const [first = 0, last = first] = [days[0], days.at(-1)]
  let [x, spent, repeats] = [0, 0, 0]
  for (const [i, day] of days.entries()) {
    const value = values[i] ?? 0
    spent += value
    if (day > first) repeats += value
    if (i > 0 && day !== days[i - 1]) x += 1
  }
  return { x, first, last, spent, repeats }
}
