import {
  bgNbdAlive,
  bgNbdExpectedOrders,
  expectedOrderValue,
  lifetimeValue,
  medianWeeksToNextOrder,
} from '../../../src/models/index.ts'
import { dayNumberAt } from './naive-calendar.ts'
import type { Judging } from './naive-conditions.ts'
import { rhythmOf } from './naive-rhythm.ts'
import { countedOrders, refundOf } from './naive-values.ts'
import type { World } from './world.ts'

type Fit = World['model_fits'][number]

/** What is predicted of a customer; null where a fact says nothing. `next`: the number of a day. */
export interface Predicted {
  readonly alive: number | null
  readonly orders: number | null
  readonly value: number | null
  readonly next: number | null
}

/** By the newest models of the day or, without one, by the rhythm; null for a customer without counted orders. */
export function predictedOf(world: World, customer: number, judging: Judging): Predicted | null {
  const zone = judging.shop.timeZone
  const days = new Map<number, number>()
  for (const order of countedOrders(world, customer, judging.at)) {
    const day = dayNumberAt(order.ordered_at, zone)
    days.set(day, (days.get(day) ?? 0) + order.total - refundOf(order, judging.at))
  }
  if (days.size === 0) return null
  const [first, last] = [Math.min(...days.keys()), Math.max(...days.keys())]
  const spent = [...days.values()].reduce((sum, value) => sum + value, 0)
  const history = { x: days.size - 1, tx: (last - first) / 7, T: (judging.today - first) / 7 }
  const fits = world.model_fits
    .filter(({ day, alpha }) => alpha !== null && day <= judging.today)
    .sort((one, other) => one.day - other.day)
  const rhythm = rhythmOf(world, customer, judging)
  const found = ahead(fits.at(-1), { history, rhythm, silent: judging.today - last, judging })
  const each = orderWorth(fits.at(-1), history.x, spent - (days.get(first) ?? 0)) ?? spent / days.size
  const pace = fits.filter(({ day }) => day <= last).at(-1) ?? fits[0]
  return {
    alive: found && (history.x > 0 ? rounded(100 * found.alive) : null),
    orders: found && rounded(found.alive * found.orders),
    value: found && Math.floor(found.alive * found.discounted * each + 0.5),
    next: nextOf(pace, { ...history, T: history.tx }, last) ?? (isFitted(pace) ? null : rhythmDay(rhythm)),
  }
}

interface Known {
  readonly history: { readonly x: number; readonly tx: number; readonly T: number }
  readonly rhythm: { readonly gap: number; readonly last: number } | null
  /** Days since the last order. */
  readonly silent: number
  readonly judging: Judging
}

function ahead(fit: Fit | undefined, { history, rhythm, silent, judging }: Known) {
  const { predictions, lifetime } = judging.shop
  const margin = lifetime.margin ?? 1
  if (isFitted(fit)) {
    const of = { r: fit.r, alpha: fit.alpha, a: fit.a, b: fit.b }
    const alive = bgNbdAlive(of, history)
    const orders = (weeks: number) => bgNbdExpectedOrders(of, history, weeks) / alive
    const horizon = { weeks: fit.days / 7, yearlyDiscount: fit.discount, margin }
    return { alive, orders: orders(fit.days / 7), discounted: lifetimeValue(orders, 1, horizon) }
  }
  if (!rhythm) return null
  const alive = 1 / (1 + 2 ** (silent / rhythm.gap) / (history.x + 1))
  const orders = predictions.days / rhythm.gap
  const years = predictions.days / 365.25
  const worth = (1 - (1 + lifetime.discount) ** -years) / (years * Math.log(1 + lifetime.discount))
  return { alive, orders, discounted: orders * worth * margin }
}

function orderWorth(fit: Fit | undefined, x: number, repeats: number): number | undefined {
  if (!fit || fit.p === null || fit.q === null || fit.gamma === null) return undefined
  const spending = repeats > 0 ? { x, mean: repeats / 100 / x } : { x: 0, mean: 0 }
  const value = expectedOrderValue({ p: fit.p, q: fit.q, gamma: fit.gamma }, spending)
  return value === undefined ? undefined : value * 100
}

function nextOf(pace: Fit | undefined, history: Known['history'], last: number): number | undefined {
  if (!isFitted(pace)) return undefined
  const wait = 7 * medianWeeksToNextOrder({ r: pace.r, alpha: pace.alpha }, history)
  return wait > 3653 ? undefined : last + Math.max(1, Math.floor(wait + 0.5))
}

function rhythmDay(rhythm: Known['rhythm']): number | null {
  return rhythm && rhythm.last + Math.ceil(rhythm.gap)
}

type Fitted = Fit & { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number }

function isFitted(fit: Fit | undefined): fit is Fitted {
  return fit !== undefined && fit.alpha !== null
}

function rounded(value: number): number {
  return Math.floor(value * 10_000 + 0.5) / 10_000
}
