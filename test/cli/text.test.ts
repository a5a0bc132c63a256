import { describe, expect, it } from 'vitest'
import { readInstant } from '../../src/cli/as-of.ts'
import { count, counted, span } from '../../src/cli/counts.ts'
import { longDay, shortInstant, zoneCity } from '../../src/cli/day-words.ts'
import { cutTo, screenWidth, table } from '../../src/cli/table.ts'
import { makeTalk } from '../../src/cli/talk.ts'
import type { Io } from '../../src/cli/io.ts'

describe('--as-of', () => {
  it.each([
    ['2026-11-22', '2026-11-21T23:00:00.000Z'],
    ['2026-11-22T09:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22 09:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T09:00:30+00:00', '2026-11-22T09:00:30.000Z'],
    ['2026-11-22T09:00:30.250Z', '2026-11-22T09:00:30.250Z'],
    ['2026-11-22T09:00+0530', '2026-11-22T03:30:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ])('%s in Zagreb is %s', (text, instant) => {
    expect(new Date(readInstant(text, 'Europe/Zagreb')).toISOString()).toBe(instant)
  })

  it.each(['', 'today', '2026-02-30', '2026-13-01', '2026-11-22T25:00', '2026-11-22T09:00+99:00', '22.11.2026'])(
    '%j is refused with an example',
    (text) => expect(() => readInstant(text, 'Europe/Zagreb')).toThrow(/is no instant/),
  )
})

describe('words and numbers', () => {
  it('counts have separators and the right noun', () => {
    expect([count(0), count(999), count(1870), count(1234567)]).toEqual(['0', '999', '1,870', '1,234,567'])
    expect([counted(1, 'order'), counted(1870, 'order')]).toEqual(['1 order', '1,870 orders'])
  })

  it('spans grow from seconds to days', () => {
    expect([400, 90_000, 3 * 3_600_000, 3 * 86_400_000].map(span)).toEqual(['0.4 s', '2 minutes', '3 hours', '3 days'])
  })

  it('days are said in full, instants in the zone, with the year where it differs', () => {
    const now = Date.parse('2026-11-22T08:00:00Z')

    expect(longDay('2026-11-22')).toBe('Sunday 22 November 2026')
    expect(shortInstant(Date.parse('2026-11-29T08:00:00Z'), 'Europe/Zagreb', now)).toBe('29 Nov 09:00')
    expect(shortInstant(Date.parse('2027-01-02T08:00:00Z'), 'Europe/Zagreb', now)).toBe('2 Jan 2027 09:00')
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
  })
})

describe('tables', () => {
  it('line up whatever the script', () => {
    const lines = table(
      [
        ['Ana', '7'],
        ['山田太郎', '12'],
        ['Zoe\u0301', '1,000'],
      ],
      ['left', 'right'],
    )

    expect(lines).toEqual(['  Ana           7', '  山田太郎     12', '  Zoe\u0301       1,000'])
  })

  it('cut a long name and say so', () => {
    expect(cutTo('Wolfeschlegelsteinhausenbergerdorff', 12)).toBe('Wolfeschleg…')
    expect(screenWidth(cutTo('山田太郎山田太郎', 9))).toBeLessThanOrEqual(9)
  })
})

describe('colour', () => {
  const talkFor = (env: Record<string, string>, isTTY: boolean, color = true) => {
    const sink = { write: () => true, isTTY }
    return makeTalk({ stdout: sink, stderr: sink, env } as unknown as Io, { color, quiet: false })
  }

  it('is there on a terminal only', () => {
    expect(talkFor({}, true).paint('red', 'x')).toBe('\u001B[31mx\u001B[39m')
    expect(talkFor({}, false).paint('red', 'x')).toBe('x')
  })

  it.each([
    [{ NO_COLOR: '1' }, true],
    [{ TERM: 'dumb' }, true],
    [{}, false],
  ])('is off with %j', (env, color) => {
    expect(talkFor(env as Record<string, string>, true, color).paint('red', 'x')).toBe('x')
  })

  it('nothing moves off a terminal or on a dumb one', () => {
    expect(talkFor({}, false).lively).toBe(false)
    expect(talkFor({ TERM: 'dumb' }, true).lively).toBe(false)
    expect(talkFor({}, true).lively).toBe(true)
  })
})
