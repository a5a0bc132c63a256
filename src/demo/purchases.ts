import type { Chance } from './random.ts'

/** A way of buying: days between two orders, how evenly, and the chance to leave for good after each order. */
interface Habit {
  readonly share: number
  readonly gap: number
  readonly leaves: number
}

/** Shares leave 12 percent who sign up and never buy. */
const habits: readonly Habit[] = [
  { share: 0.34, gap: 75, leaves: 0.7 },
  { share: 0.3, gap: 78, leaves: 0.15 },
  { share: 0.18, gap: 46, leaves: 0.06 },
  { share: 0.06, gap: 15, leaves: 0.05 },
]

/** Days ago of a customer's orders, the oldest first, none later than yesterday. */
export function purchaseDays(signedUp: number, luck: Chance): number[] {
  const habit = habitOf(luck)
  if (!habit) return []
  const days: number[] = []
  for (let day = signedUp - hesitation(luck); day >= 1; day -= gap(habit, luck)) {
    days.push(day)
    if (luck.happens(habit.leaves)) break
  }
  return days
}

function habitOf(luck: Chance): Habit | undefined {
  let left = luck.number()
  for (const habit of habits) {
    if (left < habit.share) return habit
    left -= habit.share
  }
  return undefined
}

/** Most buy on the day they sign up, the others within two weeks. */
function hesitation(luck: Chance): number {
  return luck.happens(0.6) ? 0 : luck.between(1, 14)
}

/** Between half and twice the usual gap, and never less than a day. */
function gap(habit: Habit, luck: Chance): number {
  return Math.max(1, Math.round(habit.gap * (0.5 + luck.number() * luck.number() * 1.5)))
}
