import { describe, expect, it } from 'vitest'
import type { Campaign, Step } from '../../src/campaigns/index.ts'
import { noRecommend } from '../../src/config/index.ts'
import { longestJourney, stepTimes } from '../../src/plan/step-times.ts'

const place = { file: 'x', line: 1, column: 1, endLine: 1, endColumn: 1 }

function send(id: string): Step {
  return {
    kind: 'send',
    id,
    template: id,
    subject: undefined,
    variants: [],
    winner: undefined,
    coupon: undefined,
    recommend: noRecommend,
    onlyIf: undefined,
    place,
  }
}

function wait(count: number, unit: 'hours' | 'days' | 'months' = 'days'): Step {
  return { kind: 'wait', count, unit }
}

function until(weekday: number, time?: string): Step {
  return { kind: 'wait until', weekday, time }
}

function campaign(...steps: Step[]): Campaign {
  return { starts: { moment: 'event' }, sendAt: { time: '09:00', clock: 'customer' }, steps } as unknown as Campaign
}

function times(start: string, zone: string, ...steps: Step[]) {
  return stepTimes(campaign(...steps), start, zone).map(({ step, shift, day, at }) => ({
    step: step.id,
    shift: shift / 3_600_000,
    day,
    at: at === null ? null : new Date(at).toISOString(),
  }))
}

describe('the calendar of a journey', () => {
  it('sends a first email without a wait on the day of the start, at the campaign’s hour', () => {
    expect(times('2026-03-01', 'UTC', send('a'))).toEqual([
      { step: 'a', shift: 0, day: '2026-03-01', at: '2026-03-01T09:00:00.000Z' },
    ])
  })

  it('counts waits in days from the day of the start, one after the other', () => {
    const [, b, c] = times('2026-02-20', 'UTC', send('a'), wait(7), send('b'), wait(14), send('c'))
    expect(b?.day).toBe('2026-02-27')
    expect(c?.day).toBe('2026-03-13')
  })

  it('keeps the hour on the customer’s clock over a change of summer time', () => {
    const [a, b] = times('2026-03-28', 'Europe/Zagreb', send('a'), wait(1), send('b'))
    expect(a?.at).toBe('2026-03-28T08:00:00.000Z')
    expect(b?.at).toBe('2026-03-29T07:00:00.000Z')
  })

  it('counts hours at the beginning from the start’s own instant', () => {
    expect(times('2026-03-02', 'UTC', wait(36, 'hours'), send('a'))).toEqual([
      { step: 'a', shift: 36, day: '2026-03-02', at: null },
    ])
  })

  it('counts hours after an email from that email', () => {
    const [, b] = times('2026-03-02', 'UTC', wait(1), send('a'), wait(36, 'hours'), send('b'))
    expect(b).toEqual({ step: 'b', shift: 0, day: '2026-03-04', at: '2026-03-04T21:00:00.000Z' })
  })

  it('goes on in days after hours at the beginning', () => {
    const [, b] = times('2026-03-03', 'UTC', wait(12, 'hours'), send('a'), wait(2), send('b'))
    expect(b).toEqual({ step: 'b', shift: 12, day: '2026-03-05', at: '2026-03-05T09:00:00.000Z' })
  })

  it('waits for the next such weekday, today included', () => {
    // 2026-03-03 is a Tuesday.
    const [a] = times('2026-03-03', 'UTC', until(2, '10:00'), send('a'))
    expect(a?.at).toBe('2026-03-03T10:00:00.000Z')
    const [b] = times('2026-03-04', 'UTC', until(2, '10:00'), send('b'))
    expect(b?.at).toBe('2026-03-10T10:00:00.000Z')
  })

  it('waits a week where the weekday’s hour is over when the email before it goes', () => {
    const [, b] = times('2026-03-03', 'UTC', send('a'), until(2, '08:00'), send('b'))
    expect(b?.at).toBe('2026-03-10T08:00:00.000Z')
    const [, c] = times('2026-03-03', 'UTC', send('a'), until(2, '10:00'), send('c'))
    expect(c?.at).toBe('2026-03-03T10:00:00.000Z')
  })

  it('clamps a month to the month’s end', () => {
    const [a] = times('2026-01-31', 'UTC', wait(1, 'months'), send('a'))
    expect(a?.day).toBe('2026-02-28')
  })

  it('moves an hour that does not exist to the next instant that does', () => {
    const [a] = stepTimes(
      { ...campaign(send('a')), sendAt: { time: '02:30', clock: 'customer' } },
      '2026-03-29',
      'Europe/Zagreb',
    )
    expect(new Date(a?.at ?? 0).toISOString()).toBe('2026-03-29T01:00:00.000Z')
  })

  it('knows how long a journey can take', () => {
    expect(
      longestJourney(campaign(send('a'), wait(7), send('b'), wait(36, 'hours'), send('c'), until(1), send('d'))),
    ).toBe(17)
  })
})
