import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { monthsOver, rowOf, weeksOf } from '../../src/web/charts/calendar-weeks.ts'
import { linesOf } from '../../src/web/charts/text-width.ts'
import { languages } from '../../src/web/words/index.ts'
import { full } from '../support/fault-run.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'

/** The language with the longest words stands for the others. */
const spoken = full ? languages : languages.filter((language) => language === 'lv')

const days = (first: string, count: number) => Array.from({ length: count }, (_, i) => ({ day: addDays(first, i) }))

describe('a calendar', () => {
  it('begins its weeks with the shop’s first weekday, over New Year too', () => {
    const weeks = weeksOf(days('2026-12-10', 37), 1)
    expect(weeks.map((week) => week[0]?.day)).toEqual([
      '2026-12-10',
      '2026-12-14',
      '2026-12-21',
      '2026-12-28',
      '2027-01-04',
      '2027-01-11',
    ])
    expect(rowOf('2026-12-13', 1)).toBe(6)
    expect(rowOf('2026-12-13', 7)).toBe(0)
  })

  it('names a month over the weeks from the one in which it begins', () => {
    expect(monthsOver(weeksOf(days('2026-12-10', 37), 1))).toEqual([
      { column: 0, columns: 3, day: '2026-12-10' },
      { column: 3, columns: 3, day: '2027-01-01' },
    ])
    expect(monthsOver([])).toEqual([])
  })
})

it('a title that is too long breaks between words', () => {
  expect(linesOf('how often they order', 80)).toEqual(['how often', 'they order'])
  expect(linesOf('short', 10)).toEqual(['short'])
})

describe.skipIf(browserIs === 'missing')('pictures', () => {
  const shop = demoInBrowser()

  const pages = [
    '/insights',
    '/segments/lapsed',
    '/segments/lapsed?by=orders&days=365',
    '/simulate?from=2026-12-10&to=2027-01-15&orders=none',
  ]
  for (const path of pages) {
    it(`${path} keeps its letters whole and as large as text, in ${spoken.join(', ')} on phone and laptop`, async () => {
      const tab = await shop.open(path)
      await tab.locator('progress').first().waitFor({ state: 'detached', timeout: 60_000 })
      for (const language of spoken) {
        await tab.setExtraHTTPHeaders({ 'accept-language': language })
        for (const width of [375, 1366]) {
          await tab.setViewportSize({ width, height: 900 })
          await shop.go(tab, path)
          const where = `${language} at ${width}`
          expect(await tab.locator('svg[role=img]:visible text').count(), where).toBeGreaterThan(5)
          expect(await tab.evaluate(CUT), where).toEqual([])
        }
      }
      await tab.context().close()
    })
  }
})

/** Texts that begin or end outside their picture, and pictures that are drawn smaller than they are made. */
const CUT = `[...document.querySelectorAll('svg[role=img]:not(.spark)')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect()
  if (frame.width === 0) return []
  const small = frame.width < svg.width.baseVal.value - 1 ? ['drawn at ' + frame.width] : []
  const cut = [...svg.querySelectorAll('text')].filter((text) => {
    const { left, right } = text.getBoundingClientRect()
    return left < frame.left - 1 || right > frame.right + 1
  })
  return [...small, ...cut.map((text) => text.textContent)]
})`
