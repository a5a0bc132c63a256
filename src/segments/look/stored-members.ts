import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { onOneConnection } from '../../db/index.ts'
import { profileQuery, type ProfileContext } from '../../facts/index.ts'
import { fold } from '../../text/index.ts'
import { openScratch } from '../scratch.ts'

/** A member as the last run knew them, with what they bought. */
export interface StoredMember {
  readonly key: number
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  /** 0: since before the segment was first counted. */
  readonly entered_at: Instant
}

/** A member with what they bought, as of `ctx.now`; money in minor units. */
export interface BuyingMember extends StoredMember {
  readonly orders: number
  readonly lastOrder: Instant | null
  readonly spent: number
}

/** Which members: in what order, behind which row, and whom to look for. */
export interface MembersWanted {
  readonly segment: string
  /** `oldest` and `newest` by the day they entered; `key`: in the order in which customers were imported. */
  readonly order: 'key' | 'newest' | 'oldest'
  /** The last row shown. */
  readonly after?: Pick<StoredMember, 'key' | 'entered_at'> | undefined
  /** An id, or the beginning of an address. */
  readonly find?: string | undefined
  readonly limit: number
}

/** The open memberships of a segment as the last run wrote them, a page at a time, by the indexes. */
export async function storedMembers(ctx: ProfileContext, wanted: MembersWanted): Promise<StoredMember[]> {
  const { segment, order, after, find, limit } = wanted
  const newest = order === 'newest'
  const place =
    order === 'key'
      ? sql`m.customer`
      : sql`m.entered_at ${sql.raw(newest ? 'desc' : 'asc')}, m.customer ${sql.raw(newest ? 'desc' : 'asc')}`
  const { rows } = await sql<StoredMember>`
    select c.key, c.id, c.email, c.first_name, c.last_name, m.entered_at
    from memberships as m
    join customers as c on c.key = m.customer
    where m.segment = ${segment}
      and m.left_at is null
      and ${behind(order, after)}
      and ${found(find)}
    order by ${place}
    limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ ...row, key: Number(row.key), entered_at: Number(row.entered_at) }))
}

function behind(order: MembersWanted['order'], after: MembersWanted['after']): RawBuilder<SqlBool> {
  if (!after) return sql<SqlBool>`1 = 1`
  if (order === 'key') return sql<SqlBool>`m.customer > ${after.key}`
  const further = sql.raw(order === 'newest' ? '<' : '>')
  return sql<SqlBool>`(m.entered_at, m.customer) ${further} (${after.entered_at}, ${after.key})`
}

/** Both ways by an index of customers. */
function found(find: string | undefined): RawBuilder<SqlBool> {
  const text = find?.trim() ?? ''
  if (text === '') return sql<SqlBool>`1 = 1`
  const start = fold(text)
  return sql<SqlBool>`m.customer in (
    select key from customers where id = ${text}
    union
    select key from customers where email_folded >= ${start} and email_folded < ${`${start}\u{10ffff}`}
  )`
}

/** The same members with what they bought as of `ctx.now`. */
export function withPurchases(ctx: ProfileContext, members: readonly StoredMember[]): Promise<BuyingMember[]> {
  if (members.length === 0) return Promise.resolve([])
  return onOneConnection(ctx.db, async (db) => {
    const here = { ...ctx, db }
    const scratch = openScratch(here)
    try {
      const keys = ctx.dialect.rows(
        { key: 'integer' },
        members.map(({ key }) => [key]),
      )
      const rows = sql`
        select key as subject, key as customer, cast(${ctx.now} as bigint) as at, cast(null as bigint) as since
        from ${keys} as given`
      const table = await scratch.make('shown', rows)
      const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
      const query = profileQuery(here, { of: 'rows', table, today }, BOUGHT)
      const found = await sql<Purchases>`select * from (${query}) as profile`.execute(db)
      const known = new Map(found.rows.map((row) => [Number(row.customer), row]))
      return members.map((member) => bought(member, known.get(member.key)))
    } finally {
      await scratch.close()
    }
  })
}

const BOUGHT = [{ fact: 'orders' }, { fact: 'last_order' }, { fact: 'total_spent' }]

interface Purchases {
  readonly customer: number
  readonly f_orders: number | null
  readonly f_last_order: number | null
  readonly f_total_spent: number | null
}

function bought(member: StoredMember, found: Purchases | undefined): BuyingMember {
  const last = found?.f_last_order ?? null
  const lastOrder = last === null ? null : Number(last)
  return { ...member, orders: Number(found?.f_orders ?? 0), lastOrder, spent: Number(found?.f_total_spent ?? 0) }
}
