import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localTime } from '../../src/calendar/index.ts'
import { fixedClock } from '../../src/clock.ts'
import type { OpenDb } from '../../src/db/index.ts'
import {
  claimSlot,
  doubtedUntil,
  dueSlots,
  finishSlot,
  lastTick,
  type RunSlot,
  tick,
} from '../../src/schedule/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

const at = (text: string) => Date.parse(`${text}+01:00`)
const shop = { timeZone: 'Europe/Zagreb', sendAt: { time: '09:00', clock: 'customer' } } as const
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

let open: OpenDb
/** The slots that were run, in local time. */
let runs: string[]
const clock = fixedClock(0)
const run: RunSlot = async ({ slot }) => {
  runs.push(localTime(slot, shop.timeZone).slice(5, 16))
  return { planned: 1 }
}
beforeEach(async () => {
  open = await openTestDb()
  runs = []
})
afterEach(() => open.close())

describe('the daily run', () => {
  it('happens once at the shop’s time, whatever the number of ticks', async () => {
    await ticksEachMinute('2026-11-22T08:50', '2026-11-22T09:10')
    expect(runs).toEqual(['11-22T09:00'])
  })

  it('of a shop that never ran begins with today’s slot, not with yesterday’s', async () => {
    await tickAt('2026-11-22T08:00')
    expect(runs).toEqual([])
    await tickAt('2026-11-22T15:00')
    expect(runs).toEqual(['11-22T09:00'])
  })

  it('leaves its summary in the row of its slot', async () => {
    await tickAt('2026-11-22T09:00')
    const row = await open.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'done', summary: '{"planned":1}', slot: at('2026-11-22T09:00') })
  })

  it('is over when it is committed, however early it wrote itself down', async () => {
    clock.set(at('2026-11-22T09:00'))
    await tick({ ...open, shop }, clock, async ({ run, startedAt }) => {
      const done = { state: 'done', finished_at: startedAt, summary: '{}' }
      await open.db.updateTable('runs').set(done).where('key', '=', run).execute()
      clock.set(startedAt + 3100)
      return {}
    })
    const row = await open.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    expect(Number(row.finished_at) - Number(row.started_at)).toBe(3100)
  })

  it('after three days of silence is made up for, each day once, in order', async () => {
    await tickAt('2026-11-18T09:00')
    await tickAt('2026-11-22T07:12')
    await ticksEachMinute('2026-11-22T08:55', '2026-11-22T09:05')
    expect(runs).toEqual(['11-18T09:00', '11-19T09:00', '11-20T09:00', '11-21T09:00', '11-22T09:00'])
  })

  it('after a run by hand at 14:32 goes on at 09:00 the next day', async () => {
    const claimed = await claimSlot({ ...open, now: at('2026-11-20T14:32') }, at('2026-11-20T14:32'))
    if (claimed) await finishSlot({ ...open, now: at('2026-11-20T14:33') }, claimed, 'done', {})
    await ticksEachMinute('2026-11-20T14:33', '2026-11-20T14:40')
    expect(runs).toEqual([])
    await tickAt('2026-11-21T09:00')
    expect(runs).toEqual(['11-21T09:00'])
  })

  it('after two months of silence runs the last 31 days and tells how many it left out', async () => {
    await tickAt('2026-09-01T10:00')
    const ticked = await tickAt('2026-11-01T09:00')
    expect(runs).toHaveLength(32)
    expect(ticked.leftOut).toBe(30)
  })

  it('on each day of the year has its slot, also when the clocks change', async () => {
    for (let now = at('2026-01-01T12:00'); now < at('2027-01-01T00:00'); now += day) await tickAt(now)
    expect(runs).toHaveLength(365)
    expect(new Set(runs.map((slot) => slot.slice(6)))).toEqual(new Set(['09:00']))
  })
})

describe('two processes on one database', () => {
  it('run a slot once', async () => {
    clock.set(at('2026-11-22T09:00'))
    await Promise.all(Array.from({ length: 8 }, () => tick({ ...open, shop }, clock, run)))
    expect(runs).toEqual(['11-22T09:00'])
  })

  it('do not catch up a later day while an earlier one is still being run', async () => {
    await tickAt('2026-11-18T09:00')
    const slow = claimSlot({ ...open, now: at('2026-11-20T10:00') }, at('2026-11-19T09:00'))
    expect(await slow).toBeDefined()
    expect(await dueSlots({ ...open, now: at('2026-11-20T10:00') }, shop)).toMatchObject({
      state: 'running',
      slots: [],
    })
    expect(await claimSlot({ ...open, now: at('2026-11-20T10:00') }, at('2026-11-20T09:00'))).toBeUndefined()
  })

  it('take over from one that died in the middle, after an hour and not before', async () => {
    await claimSlot({ ...open, now: at('2026-11-22T09:00') }, at('2026-11-22T09:00'))
    await tickAt('2026-11-22T09:59')
    expect(runs).toEqual([])
    await tickAt('2026-11-22T10:00')
    expect(runs).toEqual(['11-22T09:00'])
  })

  it('both take over: one gets it', async () => {
    await claimSlot({ ...open, now: at('2026-11-22T09:00') }, at('2026-11-22T09:00'))
    const now = at('2026-11-22T10:30')
    const claims = await Promise.all([1, 2, 3].map(() => claimSlot({ ...open, now }, at('2026-11-22T09:00'))))
    expect(claims.filter((claimed) => claimed !== undefined)).toHaveLength(1)
  })

  it('the one that was taken for dead writes nothing any more', async () => {
    const slow = await claimSlot({ ...open, now: at('2026-11-22T09:00') }, at('2026-11-22T09:00'))
    await tickAt('2026-11-22T10:30')
    if (slow)
      expect(await finishSlot({ ...open, now: at('2026-11-22T10:31') }, slow, 'failed', {})).toBe('no longer ours')
    const row = await open.db.selectFrom('runs').select('state').executeTakeFirstOrThrow()
    expect(row.state).toBe('done')
  })

  it('a slot that was run is not run again', async () => {
    await tickAt('2026-11-22T09:00')
    expect(await claimSlot({ ...open, now: at('2026-11-23T12:00') }, at('2026-11-22T09:00'))).toBeUndefined()
  })
})

describe('a run that fails', () => {
  const failing: RunSlot = async ({ slot }) => {
    runs.push(`failed ${localTime(slot, shop.timeZone).slice(5, 10)}`)
    throw new Error('the disk is full')
  }

  it('says why in its row and is tried again after ten minutes', async () => {
    expect((await tickAt('2026-11-22T09:00', failing)).ran).toEqual([
      { slot: at('2026-11-22T09:00'), state: 'failed', error: 'the disk is full' },
    ])
    const row = await open.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'failed', summary: '{"error":"the disk is full"}' })
    await tickAt('2026-11-22T09:09')
    await tickAt('2026-11-22T09:10')
    expect(runs).toEqual(['failed 11-22', '11-22T09:00'])
  })

  it('holds up the later ones at first, and nobody when it fails again', async () => {
    await tickAt('2026-11-18T09:00')
    const poisoned: RunSlot = (claimed) => (claimed.slot === at('2026-11-19T09:00') ? failing(claimed) : run(claimed))
    await tickAt('2026-11-20T10:00', poisoned)
    await tickAt('2026-11-20T10:01', poisoned)
    expect(runs).toEqual(['11-18T09:00', 'failed 11-19'])
    await tickAt('2026-11-20T10:10', poisoned)
    expect(runs.slice(2)).toEqual(['failed 11-19', '11-20T09:00'])
    await tickAt('2026-11-20T10:30', poisoned)
    expect(runs).toHaveLength(4)
  })
})

describe('a program that is stopped', () => {
  const stopping = new AbortController()
  const ended: RunSlot = async (claimed) => {
    stopping.abort()
    await run(claimed)
    throw new Error('the program was stopped')
  }

  it('begins no other slot, and the next start takes up the one that was broken off at once', async () => {
    await tickAt('2026-11-18T09:00')
    await tickAt('2026-11-20T10:00', ended, stopping.signal)
    expect(runs.slice(1)).toEqual(['11-19T09:00'])
    await tickAt('2026-11-20T10:00', run, stopping.signal)
    expect(runs.slice(1)).toEqual(['11-19T09:00'])
    await tickAt('2026-11-20T10:01')
    expect(runs.slice(2)).toEqual(['11-19T09:00', '11-20T09:00'])
  })
})

describe('a clock that jumps', () => {
  it('backward: no slot is run twice and none older than the last', async () => {
    await tickAt('2026-11-22T09:00')
    for (const back of ['2026-11-22T08:59', '2026-11-22T09:00', '2026-11-21T09:30', '1970-01-02T00:00']) {
      await tickAt(back)
    }
    expect(runs).toEqual(['11-22T09:00'])
  })

  it('backward by more than a minute is told, less is not', async () => {
    await tickAt('2026-11-22T09:00')
    expect((await tickAt(at('2026-11-22T09:00') - 30_000)).clock).toBe('steady')
    expect((await tickAt(at('2026-11-22T09:00') - 2 * minute)).clock).toBe('backward')
    expect((await tickAt(at('2026-11-22T09:00') - minute)).clock).toBe('steady')
  })

  it('forward is told, and is a catch-up and no flood', async () => {
    await tickAt('2026-11-22T09:00')
    expect((await tickAt('2027-11-22T09:00')).clock).toBe('forward')
    expect(runs).toHaveLength(32)
    expect((await tickAt('2027-11-22T09:01')).clock).toBe('steady')
  })

  it('forward by a year is doubted, whatever becomes of the runs', async () => {
    await tickAt('2026-11-22T09:00')
    await tickAt('2027-11-22T09:00', async () => {
      throw new Error('the disk is full')
    })
    const now = at('2027-11-23T09:00')
    expect(await doubtedUntil({ ...open, now })).toBe(at('2027-11-29T09:00'))
  })

  it('forward by a mistake: back in the present nothing runs, and the state says why', async () => {
    await tickAt('2030-01-01T09:00')
    await tickAt('2026-11-22T09:00')
    expect(runs).toEqual(['01-01T09:00'])
    expect((await dueSlots({ ...open, now: at('2026-11-22T09:01') }, shop)).state).toBe('ahead')
  })

  it('at random, five hundred times: each slot once, in order', async () => {
    let now = at('2026-01-01T00:00')
    let seed = 99
    const slots: number[] = []
    const jumps = [1000, -1000, minute, -minute, hour, -hour, day, -day, 3 * day, 10 * minute]
    for (let i = 0; i < 500; i += 1) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
      now += jumps[seed % jumps.length] ?? 0
      await tickAt(now, async ({ slot }) => ({ ran: slots.push(slot) }))
    }
    expect([...new Set(slots)].sort((a, b) => a - b)).toEqual(slots)
    expect(slots.length).toBeGreaterThan(5)
  })
})

it('each tick leaves a sign of life', async () => {
  expect(await lastTick(open)).toBeUndefined()
  await tickAt('2026-11-22T08:00')
  expect(await lastTick(open)).toBe(at('2026-11-22T08:00'))
})

function tickAt(now: string | number, runSlot = run, signal?: AbortSignal) {
  clock.set(typeof now === 'number' ? now : at(now))
  return tick({ ...open, shop }, clock, runSlot, signal)
}

async function ticksEachMinute(from: string, to: string): Promise<void> {
  for (let now = at(from); now <= at(to); now += minute) await tickAt(now)
}
