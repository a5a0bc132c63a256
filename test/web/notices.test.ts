import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reloadApp } from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { runDay } from '../../src/schedule/index.ts'
import { alertWords } from '../../src/web/words/alerts.ts'
import { languages } from '../../src/web/words/index.ts'
import { enter, now, openWeb, sourceOf } from './support/open-web.ts'

const CAMPAIGN = `campaign: call-them
starts: {on_date: birthday}
steps:
  - notify: care@kava.example
    do: Call and wish her well
  - wait: 1 day
  - notify: boss@kava.example
again: every year
`
let web: Awaited<ReturnType<typeof openWeb>>
let pages: Awaited<ReturnType<typeof enter>>

describe('the pages show a word to the shop as a step like others', () => {
  beforeAll(async () => {
    web = await openWeb(async ({ db }) => {
      const born = (id: string, day: string) => ({ id, birth_day: day, birth_year: 1990, exists_from: 0 })
      await db
        .insertInto('customers')
        .values([born('ana', '11-22'), born('bo', '11-23')])
        .execute()
    })
    const folder = join(web.shop.dir, 'campaigns')
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    writeFileSync(join(folder, 'call-them.yaml'), CAMPAIGN)
    const { app } = await reloadApp(web.app)
    pages = await enter(sourceOf(app))
  })
  afterAll(() => web.close())

  it('the run that comes says how many are told', async () => {
    const page = await pages.settled('/runs/next')
    expect(page).toMatch(/To tell the shop.*?1/s)
    expect(await pages.settled('/runs/next?decision=tell')).toContain('call-them / notify')
  })

  it('why says that the shop is told', async () => {
    expect(await pages.settled('/customers/ana/why/call-them')).toContain('notify: the shop is told')
  })

  it('its way names the person and the task, and who has come that far', async () => {
    const { app } = await reloadApp(web.app)
    await runDay(app, fixedClock(now))
    const page = await pages.settled('/campaigns/call-them')
    expect(page).toContain('tells care@kava.example')
    expect(page).toContain('to do: Call and wish her well')
    expect(page).toContain('notify-2')
  })

  it('the run that was says whom it is for', async () => {
    const runs = await pages.settled('/runs')
    const [, path = ''] = /href="(\/runs\/[^"n][^"]*)"/.exec(runs) ?? []
    expect(await pages.settled(path)).toContain('the shop was told')
  })

  it('the page of goals lists them, in every language', async () => {
    const page = await pages.settled('/insights/goals')
    expect(page).toContain('Named to the shop by campaigns')
    expect(page).toMatch(/customers\/ana".*?call-them.*?care@kava\.example/s)
    for (const language of languages) expect(alertWords[language].notices).not.toBe('')
  })
})
