import { sql } from 'kysely'
import {
  addDays,
  type Day,
  dayNumber,
  endOfDay,
  isDay,
  keptToday,
  localDay,
  startOfDay,
  year,
} from '../../calendar/index.ts'
import type { Shop } from '../../config/shop.ts'
import { occurrences, type Vocabulary } from '../../facts/index.ts'
import type { Problem } from '../../problem.ts'
import { didYouMean, problemOn, readFields, scalarOf } from '../../yaml/index.ts'
import { daysOf } from '../phrases.ts'
import { readPhrase } from '../read-phrase.ts'
import { slotOf } from './slot-of.ts'
import { defineTrigger, type OccasionContext } from './trigger.ts'

/** Where a yearly date comes from. */
type Source =
  | { readonly from: 'birthday' | 'first order' | 'sign-up' }
  | { readonly from: 'attribute'; readonly name: string }

/** `{on_date: birthday, days_before: 3}`: once a year, on the day on which the date is kept. */
export const onDate = defineTrigger({
  name: 'on_date',
  options: ['days_before'],
  doc: 'Once a year: a birthday, the anniversary of the first order or of the sign-up, or a date of the shop’s own.',
  example: 'starts: {on_date: birthday, days_before: 3}',
  read(block, { shop, vocabulary }) {
    const problems: Problem[] = []
    const { entries } = readFields(block, ['on_date', 'days_before'], 'on_date')
    const entry = entries.get('on_date')
    const text = entry && scalarOf(entry, problems)?.text.trim()
    const source = text === undefined ? undefined : sourceOf(text, shop)
    if (text !== undefined && !source) {
      const known = ['birthday', 'first_order anniversary', 'signed_up anniversary', ...ownDates(shop)]
      const near = didYouMean(text, known)
      const node = entry?.value ?? block
      const hint = near ? `did you mean "${near}"?` : `known: ${known.join(', ')}`
      const problem = problemOn(node, 'unknown-date', `"${text}" is no yearly date`, hint)
      problems.push(near ? { ...problem, try: `on_date: ${near}` } : problem)
    }
    const beforeEntry = entries.get('days_before')
    const before = beforeEntry ? readPhrase(beforeEntry, problems, numberOfDays, '3') : 0
    if (!source || before === undefined) return { problems }
    const birthday = source.from === 'birthday'
    return {
      value: {
        trigger: 'on_date',
        phrase: before > 0 ? `${before} days before ${text}` : `on ${text}`,
        line: block.place.line,
        segments: [],
        about: 'a customer',
        defaults: { priority: birthday ? 80 : 70, again: 'every year' },
        moment: 'day',
        days: { by: 'yearly date', fact: factOf(source), daysBefore: before },
        occasions: (ctx) => yearlyOccasions(ctx, vocabulary, source, before),
      },
      problems,
    }
  },
})

function sourceOf(text: string, shop: Shop): Source | undefined {
  if (text === 'birthday') return { from: 'birthday' }
  if (text === 'first_order anniversary' || text === 'first_order_anniversary') return { from: 'first order' }
  if (text === 'signed_up anniversary' || text === 'signup_anniversary') return { from: 'sign-up' }
  return ownDates(shop).includes(text) ? { from: 'attribute', name: text } : undefined
}

function factOf(source: Source): string {
  if (source.from === 'attribute') return source.name
  return source.from === 'birthday' ? 'birthday' : source.from === 'first order' ? 'first_order' : 'signed_up'
}

function ownDates(shop: Shop): string[] {
  return shop.attributes.filter(({ type }) => type === 'yearly' || type === 'date').map(({ name }) => name)
}

function numberOfDays(text: string): number | undefined {
  return /^\d{1,3}$/.test(text) ? Number(text) : daysOf(text)
}

/** Each way a date is kept on one of the days: the day of the start, the year of the occasion, the dates that match. */
interface Kept {
  readonly start: Day
  readonly monthDay: string
  readonly year: number
}

function keptFor(ctx: OccasionContext, before: number): Kept[] {
  return ctx.days.flatMap((start) => {
    const day = addDays(start, before)
    return keptToday(day, ctx.shop.leapDay).map((monthDay) => ({ start, monthDay, year: year(day) }))
  })
}

async function yearlyOccasions(ctx: OccasionContext, vocabulary: Vocabulary, source: Source, before: number) {
  const kept = keptFor(ctx, before)
  const rows = kept.map((row) => [row.monthDay, row.year, dayNumber(row.start), slotOf(ctx, row.start)])
  const keptRows = ctx.dialect.rows({ month_day: 'text', year: 'integer', day: 'integer', at: 'integer' }, rows)
  const only = (column: string) => (ctx.customer === undefined ? sql`` : sql`and ${sql.ref(column)} = ${ctx.customer}`)
  if (source.from === 'birthday') {
    return sql`
      -- one row per customer and birthday kept on one of the days
      select c.key as customer, cast(kept.year as text) as occasion, kept.at, kept.day, cast(null as bigint) as "order"
      from ${keptRows} as kept
      cross join customers as c
      where c.birth_day = kept.month_day and (c.birth_year is null or c.birth_year < kept.year) ${only('c.key')}`
  }
  if (source.from === 'attribute') {
    return sql`
      -- one row per customer and yearly date of the shop's own kept on one of the days
      select a.customer, cast(kept.year as text) as occasion, kept.at, kept.day, cast(null as bigint) as "order"
      from ${keptRows} as kept
      join customer_attributes as a on a.name = ${source.name} and a.month_day = kept.month_day
      where (a.year is null or a.year < kept.year) ${only('a.customer')}`
  }
  return anniversaries(ctx, vocabulary, source.from, kept)
}

/** The customers whose first order (or sign-up) fell on the date in an earlier year, by the shop's calendar. */
async function anniversaries(
  ctx: OccasionContext,
  vocabulary: Vocabulary,
  from: 'first order' | 'sign-up',
  kept: readonly Kept[],
) {
  const rows = originRows(ctx, kept, await firstYear(ctx, from))
  const origins = ctx.dialect.rows(
    { since: 'integer', until: 'integer', year: 'integer', day: 'integer', at: 'integer', origin_year: 'integer' },
    rows,
  )
  const only = (column: string) => (ctx.customer === undefined ? sql`` : sql`and ${sql.ref(column)} = ${ctx.customer}`)
  if (from === 'sign-up') {
    return sql`
      -- one row per customer and anniversary of the sign-up
      select c.key as customer, cast(origin.year as text) as occasion, origin.at, origin.day, cast(null as bigint) as "order"
      from ${origins} as origin
      cross join customers as c
      where c.signed_up_at >= origin.since and c.signed_up_at < origin.until and c.signed_up_at <= ${ctx.now} ${only('c.key')}`
  }
  const bought = occurrences({ ...ctx, vocabulary }, { event: 'bought', filters: [], measure: { name: 'times' } })
  // A select for each year: PostgreSQL would read all orders rather than search for those of each row of a list.
  const dated = spansOf(rows).map(
    ({ year: originYear, since, until }) => sql`
      select o.customer, o.at, o."order", ${sql.lit(originYear)} as year
      from (${bought}) as o
      where o.at >= ${since} and o.at < ${until} ${only('o.customer')}`,
  )
  return sql`
    -- one row per customer and anniversary of the first counted order
    select o.customer, cast(origin.year as text) as occasion, origin.at, origin.day, cast(null as bigint) as "order"
    from (${dated.length > 0 ? sql.join(dated, sql` union all `) : nothingDated}) as o
    join ${origins} as origin on origin.origin_year = o.year and o.at >= origin.since and o.at < origin.until
    where case when exists (
        select 1
        from (${bought}) as earlier
        where earlier.customer = o.customer and earlier.at <= o.at
          and (earlier.at < o.at or (earlier.at = o.at and earlier."order" < o."order"))
      ) then 1 else 0 end <> 1`
}

const nothingDated = sql`select 0 as customer, 0 as at, 0 as "order", 0 as year where 1 = 0`

/** Journeys that an anniversary can have: no shop's data reaches back before this year. */
const FIRST_YEAR = 1970

/** The year of the oldest date there is: the dates of older years concern nobody. */
async function firstYear(ctx: OccasionContext, from: 'first order' | 'sign-up'): Promise<number> {
  const { rows } = await (from === 'first order'
    ? sql<{ oldest: number | null }>`select min(ordered_at) as oldest from orders`
    : sql<{ oldest: number | null }>`select min(signed_up_at) as oldest from customers`
  ).execute(ctx.db)
  const oldest = rows[0]?.oldest
  return typeof oldest === 'number' ? Math.max(FIRST_YEAR, year(localDay(oldest, ctx.shop.timeZone))) : FIRST_YEAR
}

type OriginRow = readonly [since: number, until: number, year: number, day: number, at: number, originYear: number]

function originRows(ctx: OccasionContext, kept: readonly Kept[], first: number): OriginRow[] {
  const zone = ctx.shop.timeZone
  return kept.flatMap(({ start, monthDay, year: keptYear }) => {
    const rows: OriginRow[] = []
    for (let y = first; y < keptYear; y++) {
      const origin = `${y}-${monthDay}`
      if (!isDay(origin)) continue
      rows.push([startOfDay(origin, zone), endOfDay(origin, zone), keptYear, dayNumber(start), slotOf(ctx, start), y])
    }
    return rows
  })
}

/** The days of the origins, year by year: those that follow each other are one span. */
function spansOf(
  rows: readonly OriginRow[],
): { readonly year: number; readonly since: number; readonly until: number }[] {
  const spans: { year: number; since: number; until: number }[] = []
  for (const [since, until, , , , originYear] of [...rows].sort(([a, , , , , y], [b, , , , , z]) => y - z || a - b)) {
    const open = spans.at(-1)
    if (open && open.year === originYear && since <= open.until) open.until = Math.max(open.until, until)
    else spans.push({ year: originYear, since, until })
  }
  return spans
}
