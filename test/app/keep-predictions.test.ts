import { afterAll, afterEach, expect, it } from 'vitest'
import { type App, keepFirstPredictions, keepPredictions } from '../../src/app/index.ts'
import { dayNumber } from '../../src/calendar/index.ts'
import { openedApp, shippedShop } from './support.ts'

const SUNDAY = Date.UTC(2026, 10, 22, 8)
const DAY = 86_400_000
const shop = shippedShop()
let app: App
afterEach(() => app.close())
afterAll(() => shop.remove())

const fits = async () =>
  (await app.db.selectFrom('model_fits').select('day').orderBy('day').execute()).map((row) => row.day)

it('models are kept once a week, from the first orders on', async () => {
  app = await openedApp(shop.dir, SUNDAY)
  await keepFirstPredictions(app, SUNDAY)
  expect(await fits()).toEqual([dayNumber('2026-11-16')])
  await app.db.updateTable('model_fits').set({ r: 0.5, alpha: 5, a: 1, b: 3 }).execute()
  await keepFirstPredictions(app, SUNDAY + DAY)
  await keepPredictions(app, SUNDAY)
  expect(await fits()).toHaveLength(1)
  await keepPredictions(app, SUNDAY + DAY)
  await keepPredictions(app, SUNDAY + 6 * DAY)
  expect(await fits()).toEqual([dayNumber('2026-11-16'), dayNumber('2026-11-23')])
})

it('a fault in them is logged, and the day goes on', async () => {
  app = await openedApp(shop.dir, SUNDAY)
  const told: string[] = []
  const log = { ...app.log, error: (message: string) => told.push(message) }
  const at = () => {
    throw new Error('no disk')
  }
  const broken = { ...app, log, at } as unknown as App
  await keepPredictions(broken, SUNDAY)
  expect(told).toEqual(['predictions failed'])
})
