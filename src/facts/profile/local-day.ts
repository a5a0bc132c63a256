import { type RawBuilder, sql } from 'kysely'
import { type Offset, zoneOffsets } from '../../calendar/index.ts'
import type { Shop } from '../../config/shop.ts'

const MS_PER_DAY = 86_400_000
/** Added before and taken off after the division, which cuts towards zero: days before 1970 come out right too. */
const SHIFT_DAYS = 1_000_000
const NOON = MS_PER_DAY / 2
const TWO_YEARS = 2 * 366 * MS_PER_DAY

/** The number of the shop's local day (`dayNumber`) of an instant, for instants from 1970 to two years after `now`. */
export function localDayOf(ctx: { shop: Shop; now: number }, instant: RawBuilder<unknown>): RawBuilder<number> {
  const offsets = zoneOffsets(ctx.shop.timeZone, 0, ctx.now + TWO_YEARS)
  const shifted = sql`${instant} + ${sql.lit(SHIFT_DAYS * MS_PER_DAY)} + ${offsetAt(offsets, instant)}`
  // Drivers may bind whole numbers as floats: the division must be one of integers.
  return sql<number>`(cast(${shifted} as bigint) / ${sql.lit(MS_PER_DAY)} - ${sql.lit(SHIFT_DAYS)})`
}

/**
 * An instant at noon of a local day given by its number: inside the day even where the offsets of years far ahead are
 * not known yet.
 */
export function noonOf(ctx: { shop: Shop; now: number }, day: RawBuilder<unknown>): RawBuilder<number> {
  const offsets = zoneOffsets(ctx.shop.timeZone, 0, ctx.now + TWO_YEARS)
  // From the first day whose noon the offset reaches, as a number of the day: the same tree over days.
  const byDay = offsets.map(({ since, offset }, i) => {
    const before = offsets[i - 1]?.offset ?? offset
    return { since: since === null ? null : Math.ceil((since + before - NOON) / MS_PER_DAY), offset }
  })
  const noon = sql`${day} * ${sql.lit(MS_PER_DAY)} + ${sql.lit(NOON)}`
  return sql<number>`(${noon} - ${offsetAt(byDay, day)})`
}

/**
 * A balanced tree of comparisons: a century of summer times is seven questions deep. Its numbers are those of the zone
 * and stand in the text, where both databases see that they are whole.
 */
function offsetAt(offsets: readonly Offset[], instant: RawBuilder<unknown>): RawBuilder<number> {
  const middle = Math.ceil(offsets.length / 2)
  const [first, later] = [offsets[0], offsets[middle]]
  if (!later || later.since === null) return sql<number>`${sql.lit(first?.offset ?? 0)}`
  const [before, after] = [offsets.slice(0, middle), offsets.slice(middle)]
  return sql<number>`case when ${instant} < ${sql.lit(later.since)} then ${offsetAt(before, instant)} else ${offsetAt(after, instant)} end`
}
