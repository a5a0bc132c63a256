import { describe, expect, it } from 'vitest'
import { clocksOf } from '../../src/plan/clocks.ts'

const clocksIn = (first: string, last: string, ...zones: string[]) => [...clocksOf(zones, first, last).values()]

describe('zones that show the same clock', () => {
  it('share one: most of Europe, and a country with several names', () => {
    expect(
      clocksIn('2026-03-01', '2026-04-30', 'Europe/Zagreb', 'Europe/Paris', 'Europe/London', 'Europe/Jersey'),
    ).toEqual(['Europe/Zagreb', 'Europe/Zagreb', 'Europe/London', 'Europe/London'])
  })

  it('are kept apart where only one of them changes its clocks in these years', () => {
    expect(clocksIn('2026-01-10', '2026-02-10', 'Africa/Lagos', 'Europe/Paris')).toEqual([
      'Africa/Lagos',
      'Europe/Paris',
    ])
  })

  it('are kept apart in the years in which they differed, and no longer', () => {
    // Samoa left the other side of the date line at the end of 2011.
    const [then, now] = [2011, 2024].map((y) =>
      clocksIn(`${y}-06-01`, `${y}-07-01`, 'Pacific/Apia', 'Pacific/Tongatapu'),
    )
    expect(new Set(then).size).toBe(2)
    expect(new Set(now).size).toBe(1)
  })
})
