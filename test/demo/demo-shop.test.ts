import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type App, openApp, planOf, readShopFiles, segmentSizes, type ShopFiles } from '../../src/app/index.ts'
import { type Day, startOfDay } from '../../src/calendar/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { demoZone, writeDemo } from '../../src/demo/index.ts'
import { importFiles, type ImportReport } from '../../src/ingest/index.ts'

const temporary = mkdtempSync(join(tmpdir(), 'perennial-demo-shop-'))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

describe('the demo in the shipped shop', () => {
  it('is imported without a rejected row or cell, and a second time changes nothing', async () => {
    const { app, reports } = await demoShop('2026-11-22', 300)
    expect(reports.flatMap(({ rejections }) => rejections)).toEqual([])
    const again = await imported(app, '2026-11-22', 300)
    expect(again.map(({ inserted, updated }) => inserted + updated)).toEqual([0, 0, 0, 0, 0])
    await app.close()
  })

  it('fills every segment', async () => {
    const { app, now } = await demoShop('2026-11-22', 600)
    const sizes = await segmentSizes(app, now)
    for (const { name } of app.segments) expect(sizes.get(name), name).toBeGreaterThan(5)
    await app.close()
  })

  it.each(['2026-02-28', '2026-03-29', '2024-02-29', '2026-10-25', '2027-01-01'])(
    'every shipped campaign has somebody to write to on %s, and somebody is left out for a reason',
    async (today) => {
      const { app, now } = await demoShop(today, 200)
      const { plan, guards } = await planOf(app, now, 'run', 'counts only')
      expect(guards).toEqual([])
      for (const { campaign, send } of plan.campaigns) expect(send, campaign).toBeGreaterThan(0)
      expect(plan.totals.skip).toBeGreaterThan(0)
      await app.close()
    },
  )
})

/** The shipped shop over a database in memory, filled with the demo of a day, at that day's first instant. */
async function demoShop(today: Day, customers: number): Promise<{ app: App; now: number; reports: ImportReport[] }> {
  const now = startOfDay(today, demoZone)
  const { value: app } = await openApp(readShopFiles(resolve(import.meta.dirname, '../..')) as ShopFiles, {
    flags: { database: 'sqlite::memory:', port: undefined, publicPort: undefined },
    env: { PERENNIAL_SECRET: 'a secret of these tests' },
    dotenv: {},
    clock: fixedClock(now),
  })
  if (!app) throw new Error('the shipped shop does not open')
  return { app, now, reports: await imported(app, today, customers) }
}

async function imported(app: App, today: Day, customers: number): Promise<ImportReport[]> {
  const reports: ImportReport[] = []
  for (const { kind, path } of writeDemo(temporary, { seed: 'kava', today, customers })) {
    reports.push(await importFiles(app.at(app.clock.now()), app.shop, { kind, files: [path] }))
  }
  return reports
}
