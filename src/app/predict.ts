import { addDays, type Day, dayNumber, localDay, startOfDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import {
  type Asking,
  asking,
  type Calibration,
  calibrate,
  type Fitted,
  fitOrders,
  fitValues,
  historyOn,
  type OrderModel,
  orderValueOf,
  type Purchases,
  readPurchases,
  weekOf,
} from '../predictions/index.ts'
import { type Fit, type GammaGamma, lifetimeValue } from '../models/index.ts'
import type { Rules } from './contexts.ts'

/** What is asked: the model of orders, and for how many days ahead. */
export interface PredictionRequest {
  readonly model: OrderModel
  readonly days: number
}

/** What customers will probably do: fitted to the orders before the first day of the week, and as of it. */
export interface Predictions {
  readonly asOf: Day
  readonly orders: Fitted
  readonly values: Fit<GammaGamma>
  /** Who ever ordered, and of them: how many are probably still customers, and the orders and money they will bring. */
  readonly customers: number
  readonly whole: Whole | undefined
  readonly calibration: Calibration
}

export interface Whole {
  readonly alive: number
  readonly expectedOrders: number
  /** Minor units over the days asked for: margin and discount as the shop file says. Undefined without a fit of values. */
  readonly value: number | undefined
}

/** What one customer will probably do. */
export interface CustomerPrediction {
  /** Days with orders. */
  readonly orders: number
  readonly alive: number
  readonly expectedOrders: number
  /** Undefined where it is more than ten years away. */
  readonly nextOrder: Day | undefined
  readonly orderValue: number | undefined
  readonly value: number | undefined
}

/** Ten years. */
const LONGEST_WAIT = 522

/** The last quarter of a year is what the check is made on. */
const HELD_OUT = 91

/** Fits the models to a shop's orders and checks them. */
export async function predictShop(app: Rules, now: Instant, request: PredictionRequest): Promise<Predictions> {
  const ctx = { db: app.db, dialect: app.dialect, now }
  const asOf = weekOf(now, app.shop)
  const day = dayNumber(asOf)
  const cut = addDays(asOf, -HELD_OUT)
  const purchases = await readPurchases(ctx, app.shop, { before: startOfDay(asOf, app.shop.timeZone) })
  const earlier = await readPurchases(ctx, app.shop, { before: startOfDay(cut, app.shop.timeZone) })
  const orders = fitOrders(request.model, purchases, day)
  const values = fitValues(purchases)
  const models = orders.outcome === 'converged' ? { ...asking(orders), values, day, days: request.days } : undefined
  const whole = models && sumOf(app, models, purchases)
  const held = { day: dayNumber(cut), days: HELD_OUT }
  return {
    asOf,
    orders,
    values,
    customers: purchases.customers,
    whole,
    calibration: calibrate(request.model, earlier, purchases, held),
  }
}

/** The prediction of one customer as of an instant, by the models of the shop; undefined without a model, or without an order. */
export async function predictCustomer(
  app: Rules,
  now: Instant,
  { orders, values }: Pick<Predictions, 'orders' | 'values'>,
  asked: { readonly customer: number; readonly days: number },
): Promise<CustomerPrediction | undefined> {
  const today = localDay(now, app.shop.timeZone)
  const ctx = { db: app.db, dialect: app.dialect, now }
  const [one] = await readPurchases(ctx, app.shop, { before: now + 1, customer: asked.customer })
  if (!one || orders.outcome !== 'converged') return undefined
  const models = { ...asking(orders), values, day: dayNumber(today), days: asked.days }
  const found = predicted(app, models, one)
  const { weeks, orderValue, ...rest } = found
  return {
    orders: one.days,
    ...rest,
    orderValue,
    nextOrder: weeks > LONGEST_WAIT ? undefined : addDays(today, Math.round(weeks * 7)),
  }
}

interface Models extends Asking, Pick<Predictions, 'values'> {
  readonly day: number
  readonly days: number
}

function predicted({ shop }: Rules, { values, day, days, ...orders }: Models, one: Purchases) {
  const history = historyOn(one, day)
  const orderValue = values.outcome === 'converged' ? orderValueOf(values.parameters, one) : undefined
  const horizon = { weeks: days / 7, yearlyDiscount: shop.lifetime.discount, margin: shop.lifetime.margin ?? 1 }
  const expected = (weeks: number) => orders.expectedOrders(history, weeks)
  return {
    alive: orders.alive(history),
    expectedOrders: expected(horizon.weeks),
    weeks: orders.weeksToNextOrder(history),
    orderValue,
    value: orderValue === undefined ? undefined : lifetimeValue(expected, orderValue, horizon),
  }
}

function sumOf(app: Rules, models: Models, purchases: Iterable<Purchases>): Whole {
  let [alive, expectedOrders, value] = [0, 0, 0 as number | undefined]
  for (const one of purchases) {
    const found = predicted(app, models, one)
    alive += found.alive
    expectedOrders += found.expectedOrders
    value = value === undefined || found.value === undefined ? undefined : value + found.value
  }
  return { alive, expectedOrders, value }
}
