import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { dayNumber, localDay, zoneOffsets } from '../../src/calendar/index.ts'
import { localDayOf, rankOfShare } from '../../src/facts/index.ts'
import { openShop, testShop } from './support.ts'

describe('the shop’s local day of an instant, in SQL', () => {
  it.each(['Europe/Zagreb', 'America/Los_Angeles', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata', 'UTC'])(
    'is the calendar’s on both sides of every clock change in %s',
    async (timeZone) => {
      const now = Date.UTC(2026, 2, 1)
      const { db, open } = await openShop()
      const changes = zoneOffsets(timeZone, 0, now).flatMap(({ since }) => (since === null ? [] : [since - 1, since]))
      const midnights = Array.from({ length: 60 }, (_, i) => Date.UTC(1999, i * 5, 1, (i * 7) % 24))
      const instants = [...changes, ...midnights, 0, -1, now]
      const given = open.dialect.rows(
        { at: 'integer' },
        instants.map((at) => [at]),
      )
      const day = localDayOf({ shop: testShop({ timeZone }), now }, sql`given.at`)
      const { rows } = await sql<{ day: number }>`select ${day} as day from ${given} as given`.execute(db)
      expect(rows.map((row) => row.day)).toEqual(instants.map((at) => dayNumber(localDay(at, timeZone))))
    },
  )
})

describe('the rank of a share', () => {
  it('is ceil(n·P/100), whatever binary fractions make of the percent', () => {
    const ranks = [
      [70, 0.1, 7],
      [10, 0.1, 1],
      [11, 0.1, 2],
      [4338, 0.1, 434],
      [3, 0.01, 1],
      [300, 0.29, 87],
      [8, 0.125, 1],
      [0, 0.1, 0],
    ] as const
    for (const [n, share, rank] of ranks) expect([n, share, rankOfShare(n, share)]).toEqual([n, share, rank])
  })
})
