import { type Day, dayNumber, startOfDay } from '../calendar/index.ts'
import type { Shop } from '../config/shop.ts'
import { ageCurves, type Db, type DbContext, inTransaction, type ModelFitsTable } from '../db/index.ts'
import { type ExpectedCurves, expectedCurves } from './expected-curves.ts'
import { fitOrders } from './model.ts'
import { bgNbdOf } from './models-of-fit.ts'
import { fitValues } from './order-values.ts'
import { readPurchases } from './read-purchases.ts'
import { weekOf } from './week-of.ts'

/** What became of the models of a week. */
export type KeptFit = 'was there' | 'fitted' | 'too few data' | 'looks ahead as the shop file says now'

/**
 * Keeps the models of the week of `ctx.now`: fitted once, to the orders before its first day, with the curves that rules
 * ask. Where the shop file says another horizon or discount than the stored curves, these are made anew.
 */
export async function keepFit(ctx: DbContext, shop: Shop): Promise<KeptFit> {
  const week = weekOf(ctx.now, shop)
  const kept = await ctx.db.selectFrom('model_fits').selectAll().where('day', '=', dayNumber(week)).executeTakeFirst()
  const ahead = { days: shop.predictions.days, discount: shop.lifetime.discount }
  // Without a model it is tried again: orders may have been imported since.
  const known = kept && kept.alpha !== null ? kept : undefined
  if (known?.days === ahead.days && known.discount === ahead.discount) return 'was there'
  const fit = { ...(known ?? (await fittedTo(ctx, shop, week))), ...ahead }
  const model = bgNbdOf(fit)
  const curves = model ? curvesUpTo(fit.most, (x) => expectedCurves(model, x, ahead)) : []
  await inTransaction(ctx.db, (trx) => store(trx, fit, curves))
  if (known) return 'looks ahead as the shop file says now'
  return model ? 'fitted' : 'too few data'
}

async function fittedTo(ctx: DbContext, shop: Shop, week: Day): Promise<Omit<ModelFitsTable, 'days' | 'discount'>> {
  const day = dayNumber(week)
  const purchases = await readPurchases(ctx, shop, { before: startOfDay(week, shop.timeZone) })
  const orders = fitOrders('bg-nbd', purchases, day)
  const values = fitValues(purchases)
  const fitted = orders.outcome === 'converged' ? orders : undefined
  const { r = null, alpha = null, a = null, b = null } = fitted?.parameters ?? {}
  const { p = null, q = null, gamma = null } = values.outcome === 'converged' ? values.parameters : {}
  const log_likelihood = fitted?.logLikelihood ?? null
  const customers = fitted?.customers ?? purchases.customers
  const [made_at, most] = [ctx.now, mostRepeats(purchases)]
  return { day, made_at, r, alpha, a, b, log_likelihood, customers, p, q, gamma, most }
}

/** Room for who orders within the week; more are taken as so many. */
const ROOM = 20

function mostRepeats(purchases: Iterable<{ readonly days: number }>): number {
  let most = 0
  for (const { days } of purchases) most = Math.max(most, days - 1)
  return most + ROOM
}

function curvesUpTo(most: number, of: (x: number) => ExpectedCurves): ExpectedCurves[] {
  return Array.from({ length: most + 1 }, (_, x) => of(x))
}

/** Models that no rule looks back to any more. */
const KEPT_DAYS = 800

/** Rows of a statement: each has 19 parameters. */
const LOT = 50

async function store(trx: Db, fit: ModelFitsTable, curves: readonly ExpectedCurves[]): Promise<void> {
  const { day, ...rest } = fit
  await trx
    .insertInto('model_fits')
    .values(fit)
    .onConflict((on) => on.column('day').doUpdateSet(rest))
    .execute()
  await trx.deleteFrom('age_curves').where('day', '=', day).execute()
  for (const table of ['age_curves', 'model_fits'] as const) {
    await trx
      .deleteFrom(table)
      .where('day', '<', day - KEPT_DAYS)
      .execute()
  }
  const rows = curves.flatMap(({ x, orders, discounted }) => [
    { day, curve: 'orders' as const, x, ...named(orders) },
    { day, curve: 'discounted' as const, x, ...named(discounted) },
  ])
  for (let from = 0; from < rows.length; from += LOT) {
    await trx
      .insertInto('age_curves')
      .values(rows.slice(from, from + LOT))
      .execute()
  }
}

function named(coefficients: readonly number[]): Record<`c${number}`, number> {
  return Object.fromEntries(Array.from({ length: ageCurves.coefficients }, (_, i) => [`c${i}`, coefficients[i] ?? 0]))
}
