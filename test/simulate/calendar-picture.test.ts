import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/calendar/index.ts'
import { calendarPicture } from '../../src/simulate/calendar-picture.ts'
import { colourSteps } from '../../src/simulate/colour-steps.ts'
import type { SimulatedDay, Simulation } from '../../src/simulate/index.ts'

/** A simulation in which day i sends `i % 5` birthdays. */
function simulation(from: string, length: number, more: Partial<Simulation> = {}): Simulation {
  const days = Array.from({ length }, (_, i): SimulatedDay => {
    const send = i % 5
    const campaigns = {
      birthday: { send, wait: 0, skip: 0, reasons: {} },
      never: { send: 0, wait: 0, skip: 0, reasons: {} },
    }
    const date = addDays(from, i)
    return { date, marks: date.endsWith('-02-29') ? ['leap day'] : [], send, recipients: send, campaigns, stopped: [] }
  })
  const send = days.reduce((sum, day) => sum + day.send, 0)
  return {
    ...{ from, to: addDays(from, length - 1), timeZone: 'Europe/Zagreb', days },
    assumption: { orders: 'real', future: null, seed: null, sentence: 'All orders are the real ones.' },
    totals: {
      ...{ send, daysWithoutEmail: 0, neverFired: ['never'], busiestDay: { date: addDays(from, 4), send: 4 } },
      campaigns: { birthday: { send, skip: 0 }, never: { send: 0, skip: 0 } },
      customers: {
        ...{ reached: 10, unreached: 0, mean: 1, most: 4, mostCustomer: 'ana', byEmails: {} },
        ...{ longestSilence: null, capHits: { emails: 0, customers: 0 } },
      },
      marked: days
        .filter(({ marks }) => marks.length > 0)
        .map(({ date, marks, send: sent }) => ({ date, marks, send: sent })),
    },
    ...more,
  }
}

const cells = (svg: string) => [...svg.matchAll(/<rect class="(s\d[^"]*)"[^>]*><title>([^<]*)/g)]

describe('the calendar picture', () => {
  it('has a cell for each day, in words too', () => {
    const svg = calendarPicture(simulation('2023-01-01', 365), 'Kava & Mlin', 1)
    expect(cells(svg)).toHaveLength(365)
    expect(cells(svg)[4]?.[2]).toBe('Thursday 5 January 2023: 4 emails to 4 customers: birthday 4')
    expect(svg).toContain('<title id="title">Kava &amp; Mlin: emails a day, 2023</title>')
    expect(svg).toMatch(/<desc id="desc">730 emails to 10 customers\. Busiest: Thursday 5 January with 4\./)
    expect(svg).toContain('role="img"')
  })

  it('is well formed whatever a shop or campaign is called', () => {
    const svg = calendarPicture(simulation('2023-01-01', 40), '<b>"Ä & ☕"</b>\u0001', 1)
    const [root] = parseFragment(svg).childNodes
    expect(root).toMatchObject({ tagName: 'svg' })
    expect(svg).not.toContain('<b>')
    expect(svg).not.toContain('\u0001')
  })

  it('outlines 29 February, rings the busiest day and says which campaign never fires', () => {
    const svg = calendarPicture(simulation('2024-02-01', 40), 'Kava', 1)
    expect(cells(svg).filter(([, name]) => name?.includes('marked'))).toHaveLength(1)
    expect(svg.match(/class="ring"/g)).toHaveLength(2)
    expect(svg).toContain('>never</text>')
    expect(svg).toContain('29 February, clocks change')
  })

  it('draws days that rest on an assumption round, each year below the one before', () => {
    const assumption = { orders: 'none', future: '2026-12-30', seed: null, sentence: 'Nobody orders.' } as const
    const svg = calendarPicture(simulation('2026-12-25', 10, { assumption }), 'Kava', 1)
    expect([...svg.matchAll(/rx="6.5"><title>/g)]).toHaveLength(5)
    expect([...svg.matchAll(/class="year"[^>]*>(\d+)</g)].map(([, year]) => year)).toEqual(['2026', '2027'])
  })

  it('begins its weeks with the shop’s first weekday', () => {
    const svg = calendarPicture(simulation('2023-01-01', 14), 'Kava', 7)
    const names = [...svg.matchAll(/class="side"[^>]*>(\w+)</g)].map(([, name]) => name)
    expect(names).toEqual(['Sun', 'Tue', 'Thu', 'Sat'])
  })
})

describe('the shades', () => {
  it('follow the numbers: most days are alike, few stand out', () => {
    const { upTo, shade } = colourSteps([0, 0, ...Array.from({ length: 100 }, (_, i) => i + 1), 5000])
    expect(upTo).toEqual([26, 51, 76, 96])
    expect([0, 1, 26, 27, 96, 5000].map(shade)).toEqual([0, 1, 1, 2, 4, 5])
  })

  it('are fewer where there are few numbers', () => {
    expect(colourSteps([]).upTo).toEqual([])
    expect(colourSteps([1, 1, 1]).shade(1)).toBe(1)
    expect(colourSteps([1, 2]).upTo).toEqual([1])
  })
})
