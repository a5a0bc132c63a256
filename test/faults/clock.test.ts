import { afterEach, describe, expect, it } from 'vitest'
import { fixedClock } from '../../src/clock.ts'
import { tick } from '../../src/schedule/index.ts'
import { hour, minute, morning, queued } from '../deliver/a-delivery.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { patience, seed, sized, tell, verdictOf } from './harness.ts'
import { openStage, type Stage } from './in-process.ts'

let stage: Stage
afterEach(() => stage.close())
const day = 24 * hour
const shop = { timeZone: 'Europe/Zagreb', sendAt: { time: '09:00', clock: 'shop' } } as const

describe('T13: a clock that jumps', () => {
  it('while sending and ticking sends nothing twice and runs no slot twice', { timeout: patience }, async () => {
    const jumps = sized(40, 500)
    stage = await openStage(jumps * 4, { most: 2 })
    const random = numbersFrom(seed)
    const steps = [1000, minute, hour, day, 365 * day]
    const slots: number[] = []
    const clock = fixedClock(morning)
    let fine = morning
    for (let i = 0; i < jumps; i += 1) {
      const step = steps[Math.floor(random() * steps.length)] as number
      // Now and then back to 1970; and always home again, for the machine is set right by somebody.
      stage.clock.now = random() < 0.1 ? 0 : fine + (random() < 0.5 ? -step : step)
      clock.set(stage.clock.now)
      await tick({ ...stage.app, shop }, clock, async ({ slot }) => {
        slots.push(slot)
        return {}
      })
      await stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', times: random() < 0.5 ? 1 : 0 }] })
      await stage.deliver()
      fine += 2 * minute
      stage.clock.now = fine
      await stage.deliver()
    }
    await stage.fake.tell({ clear: 'faults' })
    await stage.drain()
    const verdict = await verdictOf(stage.open, stage.fake.ledger())
    tell('T13', 'clock jumps of a second to a year, and to 1970', jumps, verdict)
    expect({ seed, ...verdict }).toMatchObject({ seed, lost: 0, duplicated: 0, failed: 0 })
    expect(verdict.submitted + verdict.uncertain).toBe(jumps * 4)
    expect(new Set(slots).size).toBe(slots.length)
  })
})

describe('T14: a process that slept', () => {
  it.each([
    ['two seconds', 2000],
    ['five minutes', 5 * minute],
    ['six hours', 6 * hour],
    ['three days', 3 * day],
  ])('over a slot for %s runs what was missed within 90 seconds of its return', async (what, away) => {
    stage = await openStage(1)
    // Asleep from a second before tomorrow's slot; the one of this morning was run.
    const gone = morning + day - 1000
    const clock = fixedClock(gone)
    const ran: number[] = []
    const ticked = () =>
      tick({ ...stage.app, shop }, clock, async ({ slot }) => {
        ran.push(slot)
        return {}
      })
    await ticked()
    expect(ran).toEqual([])
    // The ticker asks each minute.
    const back = gone + away + minute
    clock.set(back)
    await ticked()
    const due = [1, 2, 3, 4].map((days) => morning + days * day).filter((slot) => slot <= back)
    expect(ran).toEqual(due)
    tell('T14', `asleep over a slot for ${what}`, 1, { lost: due.length - ran.length, duplicated: 0 })
  })

  it('and comes back after its emails were due sends each once', async () => {
    stage = await openStage(20)
    await queued(stage.open.db, [{ customer: 1, step: 'next', send_at: morning + hour }])
    stage.clock.now = morning + 3 * day
    await stage.drain()
    expect((await verdictOf(stage.open, [])).submitted).toBe(21)
    expect(stage.fake.ledger()).toHaveLength(21)
  })
})
