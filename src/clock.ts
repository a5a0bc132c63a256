/** The only door to the time of day. Everything below `cli`, `web` and `schedule` receives `now` as an argument. */

/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

export interface Clock {
  /** The present instant in milliseconds. */
  now(): Instant
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() }

/** A clock that starts at `start` and runs on at the speed of `clock`: what `send --as-of` uses. */
export function clockFrom(start: Instant, clock: Clock = systemClock): Clock {
  const began = clock.now()
  return { now: () => start + (clock.now() - began) }
}

/** A clock that stands still until it is set: for tests and as-of reading. */
export function fixedClock(start: Instant): Clock & { set(instant: Instant): void } {
  let instant = start
  return {
    now: () => instant,
    set(next) {
      instant = next
    },
  }
}

/** ISO 8601 in UTC without milliseconds when they are zero: `2026-11-22T08:00:00Z`. */
export function isoInstant(instant: Instant): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
