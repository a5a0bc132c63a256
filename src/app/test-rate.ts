import type { Instant } from '../clock.ts'
import type { App } from './open-app.ts'

/** Test emails that a shop hands over in a minute (SEC-27): a form that is sent again and again is no way out. */
export const TESTS_A_MINUTE = 10

const A_MINUTE = 60_000

/** When tests of a shop were handed over; an app that was read anew keeps its database. */
const handedOver = new WeakMap<App['db'], readonly Instant[]>()

/** Takes one of the tests of this minute, or says that there is none left. */
export function takeTest({ db }: Pick<App, 'db'>, at: Instant): 'taken' | 'too many' {
  // A clock that was set back frees nothing and holds up nobody for longer than a minute.
  const lately = (handedOver.get(db) ?? []).filter((before) => Math.abs(at - before) < A_MINUTE)
  if (lately.length >= TESTS_A_MINUTE) return 'too many'
  handedOver.set(db, [...lately, at])
  return 'taken'
}
