import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import type { DbContext } from '../../db/index.ts'

/** Who came to a segment and who left it, from the stored history. */
export interface Movement {
  readonly entered: number
  readonly left: number
  /** Segments that they left at the same slot, most first; one customer may have left several. */
  readonly cameFrom: readonly Share[]
  /** Segments that they entered at the same slot. */
  readonly wentTo: readonly Share[]
  /** How many of those who entered left no other segment then, and of those who left entered none. */
  readonly fromNone: number
  readonly toNone: number
}

interface Share {
  readonly segment: string
  readonly customers: number
}

/** Reads who came and left after an instant, up to `ctx.now`. */
export async function movementOf(ctx: DbContext, segment: string, since: Instant): Promise<Movement> {
  const [entered, left] = [await moved(ctx, segment, 'entered_at', since), await moved(ctx, segment, 'left_at', since)]
  const cameFrom = await otherEnds(ctx, segment, ['entered_at', 'left_at'], since)
  const wentTo = await otherEnds(ctx, segment, ['left_at', 'entered_at'], since)
  const fromNone = entered - (await moversOf(ctx, segment, ['entered_at', 'left_at'], since))
  const toNone = left - (await moversOf(ctx, segment, ['left_at', 'entered_at'], since))
  return { entered, left, cameFrom, wentTo, fromNone, toNone }
}

type Side = 'entered_at' | 'left_at'

async function moved({ db, now }: DbContext, segment: string, side: Side, since: Instant): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from memberships
    where segment = ${segment} and ${sql.ref(side)} > ${since} and ${sql.ref(side)} <= ${now}`.execute(db)
  return Number(rows[0]?.number ?? 0)
}

type Sides = readonly [own: Side, other: Side]

async function otherEnds({ db, now }: DbContext, segment: string, sides: Sides, since: Instant): Promise<Share[]> {
  const { rows } = await sql<{ segment: string; customers: number }>`
    -- one row per other segment: who changed sides with it at one slot
    select other.segment, count(*) as customers
    from ${changed(segment, sides, since, now)}
    group by other.segment
    order by customers desc, other.segment`.execute(db)
  return rows.map((row) => ({ segment: row.segment, customers: Number(row.customers) }))
}

/** How many of the moves had another end, whichever it was. */
async function moversOf({ db, now }: DbContext, segment: string, sides: Sides, since: Instant): Promise<number> {
  const { rows } = await sql<{ moves: number }>`
    select count(*) as moves
    from (
      select distinct own.customer, own.entered_at
      from ${changed(segment, sides, since, now)}
    ) as movers`.execute(db)
  return Number(rows[0]?.moves ?? 0)
}

function changed(segment: string, [own, other]: Sides, since: Instant, now: Instant): RawBuilder<unknown> {
  const at = sql.ref(`own.${own}`)
  return sql`memberships as own
    join memberships as other on other.customer = own.customer
    where own.segment = ${segment}
      and ${at} > ${since} and ${at} <= ${now}
      and other.segment <> own.segment
      and ${sql.ref(`other.${other}`)} = ${at}`
}
