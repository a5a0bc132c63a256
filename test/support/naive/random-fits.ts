import { expectedCurves } from '../../../src/predictions/index.ts'
import { dayNumberAt } from './naive-calendar.ts'
import type { Making } from './random-world.ts'
import type { World } from './world.ts'

/** Models of some weeks, before the day and after it, some of them without a model of orders or of values. */
export function randomFits({ random, shop, now }: Making): Pick<World, 'model_fits' | 'age_curves'> {
  const today = dayNumberAt(now, shop.timeZone)
  const days = random.chance(0.4) ? [] : random.some([-200, -35, -7, 0, 1, 7], 3)
  const model_fits = days.map((shift) => {
    const between = (least: number, most: number) => least + random.number() * (most - least)
    const orders = { r: between(0.1, 2), alpha: between(1, 20), a: between(0.2, 3), b: between(0.5, 5) }
    const values = { p: between(1, 6), q: between(0.5, 5), gamma: between(5, 30) }
    const none = { r: null, alpha: null, a: null, b: null }
    return {
      day: today + shift,
      ...{ made_at: now, log_likelihood: null, customers: 100, days: random.pick([30, 365]), discount: 0.1, most: 12 },
      ...(random.chance(0.2) ? none : orders),
      ...(random.chance(0.3) ? { p: null, q: null, gamma: null } : values),
    }
  })
  return { model_fits, age_curves: model_fits.flatMap(curvesOf) }
}

function curvesOf({ day, r, alpha, a, b, days, discount, most }: World['model_fits'][number]): World['age_curves'] {
  if (r === null || alpha === null || a === null || b === null) return []
  return Array.from({ length: most + 1 }, (_, x) => {
    const found = expectedCurves({ r, alpha, a, b }, x, { days, discount })
    return (['orders', 'discounted'] as const).map((curve) => ({
      ...{ day, curve, x },
      ...Object.fromEntries(found[curve].map((value, i) => [`c${i}`, value])),
    }))
  }).flat()
}
