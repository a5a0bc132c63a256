import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, planOf, statusOf } from '../../src/app/index.ts'
import { addDays } from '../../src/calendar/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { type DayRun, runDay } from '../../src/schedule/index.ts'
import { openedApp, shippedShop } from '../app/support.ts'
import { addSubscriber } from '../support/add-subscriber.ts'

const clock = fixedClock(0)
const at = (text: string) => Date.parse(`${text}Z`)
let shop: ReturnType<typeof shippedShop>
let app: App

beforeEach(async () => {
  shop = shippedShop()
  app = await openedApp(shop.dir)
})

afterEach(async () => {
  await app.close()
  shop.remove()
})

/** `count` customers with a birthday on a day of March. */
async function born(day: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await addSubscriber(app.db, `c${day}-${i}`, day)
}

async function run(when: string, confirmed = 0): Promise<DayRun> {
  clock.set(at(when))
  const day = await runDay(app, clock, { confirmed })
  if ('refused' in day) throw new Error(day.refused)
  return day
}

/** Runs of consecutive days from 1 March at 08:30, each with two birthdays. */
async function usualDays(count: number): Promise<string> {
  for (let i = 0; i < count; i++) {
    const day = addDays('2026-03-01', i)
    await born(day.slice(5), 2)
    await run(`${day}T08:30:00`)
  }
  return addDays('2026-03-01', count)
}

async function messages(): Promise<string[]> {
  const rows = await app.db
    .selectFrom('messages')
    .select(['state', 'reason', ({ fn }) => fn.countAll<number>().as('number')])
    .groupBy(['state', 'reason'])
    .orderBy('state')
    .execute()
  return rows.map(({ state, reason, number }) => `${state} ${reason} ${number}`)
}

describe('a run to far more customers than usual', () => {
  it('waits for confirmation and sends nothing', async () => {
    const day = await usualDays(6)
    await born(day.slice(5), 20)
    const held = await run(`${day}T08:30:00`)
    expect(held).toMatchObject({ queued: 0, submitted: 0 })
    expect(held.held).toEqual([{ recipients: 20, emails: 20, most: 4, because: 'twice the median of 30 days' }])
    expect(await messages()).toEqual(['submitted due 12', 'waiting guard_stopped 20'])
  })

  it('goes out when the number is said, the same day or while it is not too late', async () => {
    const day = await usualDays(6)
    await born(day.slice(5), 20)
    await run(`${day}T08:30:00`)
    expect(await run(`${day}T09:30:00`, 19)).toMatchObject({ submitted: 0, held: [{ recipients: 20 }] })
    expect(await run(`${day}T10:30:00`, 20)).toMatchObject({ submitted: 20, held: [] })
    expect(await messages()).toEqual(['submitted due 32'])
  })

  it('is lost after “late” only, and says so', async () => {
    const day = await usualDays(6)
    await born(day.slice(5), 20)
    await run(`${day}T08:30:00`)
    await run(`${addDays(day, 1)}T08:30:00`)
    await run(`${addDays(day, 2)}T08:30:00`)
    expect(await run(`${addDays(day, 3)}T08:30:00`)).toMatchObject({ held: [{ recipients: 20 }] })
    expect(await run(`${addDays(day, 4)}T08:30:00`)).toMatchObject({ held: [], skipped: 20 })
    expect(await messages()).toEqual(['skipped too_late 20', 'submitted due 12'])
  })

  it('does not make such numbers usual by being held', async () => {
    const day = await usualDays(6)
    await born(day.slice(5), 20)
    for (const i of [0, 1, 2]) expect((await run(`${addDays(day, i)}T08:30:00`)).held).toHaveLength(1)
  })

  it('is told on the status page and by the plan', async () => {
    const day = await usualDays(6)
    await born(day.slice(5), 20)
    const slot = at(`${day}T08:30:00`)
    expect((await planOf(app, slot, 'run', 'counts only')).surprise).toMatchObject({ recipients: 20 })
    await run(`${day}T08:30:00`)
    expect((await statusOf(app, slot)).lastRun).toMatchObject({ state: 'done', held: { recipients: 20, emails: 20 } })
    await run(`${day}T10:30:00`, 20)
    expect((await statusOf(app, slot)).lastRun?.held).toBeUndefined()
  })

  it('is no surprise in the first days of a shop, nor for a handful more', async () => {
    await born('02-28', 30)
    expect((await run('2026-02-28T08:30:00')).held).toEqual([])
    const day = await usualDays(6)
    await born(day.slice(5), 11)
    expect((await run(`${day}T08:30:00`)).held).toEqual([])
  })
})

describe('most_per_run', () => {
  it('holds a run that writes to more customers, from the first day on', async () => {
    const file = join(shop.dir, 'perennial.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nmost_per_run: 3 customers\n`)
    await app.close()
    app = await openedApp(shop.dir)
    await born('03-01', 4)
    expect((await run('2026-03-01T08:30:00')).held).toEqual([
      { recipients: 4, emails: 4, most: 3, because: 'most_per_run' },
    ])
    expect(await run('2026-03-01T09:30:00', 4)).toMatchObject({ submitted: 4, held: [] })
    await born('03-02', 3)
    expect(await run('2026-03-02T08:30:00')).toMatchObject({ submitted: 3, held: [] })
  })
})
