import { describe, expect, it } from 'vitest'
import { planLines } from '../../src/cli/plan-text.ts'
import type { Entry, Plan } from '../../src/plan/index.ts'

const entry = (customer: string, decision: Entry['decision'], reason: Entry['reason']): Entry => ({
  ...{ campaign: 'win-back', step: 'we-miss-you', occasion: '2026-11-22', variant: null, sendAt: null },
  ...{ customer, decision, reason },
})
const entries = [
  entry('1', 'send', 'due'),
  entry('2', 'wait', 'cap_reached'),
  entry('3', 'skip', 'no_consent'),
  entry('4', 'skip', 'no_consent'),
  entry('5', 'skip', 'suppressed'),
]
const plan: Plan = {
  asOf: '2026-11-22T09:00:00+01:00',
  totals: { send: 1, wait: 1, skip: 3 },
  campaigns: [{ campaign: 'win-back', send: 1, wait: 1, skip: 3, reasons: {} }],
  entries,
}
const lines = (width: number, dataFrom?: number) =>
  planLines(
    {
      plan,
      now: Date.parse('2026-11-22T08:00:00Z'),
      zone: 'Europe/Zagreb',
      dataFrom,
      names: new Map([['1', { name: 'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff' }]]),
      paint: (_style, text) => text,
      width,
    },
    400,
  )

describe('a plan as people read it', () => {
  it('names one reason in words and several with their counts, the most frequent first', () => {
    expect(lines(140)[1]).toBe(
      '  win-back  1 to send  1 waiting: limit reached  3 skipped: 2 no consent, 1 suppressed  e.g. Hubert Blaine Wolfeschlegel…',
    )
  })

  it('on a narrow screen leaves out the examples, then the reasons, never the counts', () => {
    expect(lines(90)[1]).toBe('  win-back  1 to send  1 waiting: limit reached  3 skipped: 2 no consent, 1 suppressed')
    expect(lines(60)[1]).toBe('  win-back  1 to send  1 waiting  3 skipped')
  })

  it('ends with the totals, the time it took, and that nothing was sent', () => {
    expect(lines(60).at(-1)).toBe('  Total     1 to send  1 waiting  3 skipped   in 0.4 s. Nothing was sent.')
  })

  it('says how old the data is', () => {
    const hours = 3_600_000
    expect(lines(100)[0]).toMatch(/^Plan for Sunday 22 November 2026, shop time +no data imported yet$/)
    expect(lines(100, Date.parse('2026-11-22T08:00:00Z') - 27 * hours)[0]).toMatch(/data 27 hours old$/)
  })
})
