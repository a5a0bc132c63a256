import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../clock.ts'
import { type ProfileContext, waysToFind } from '../../facts/index.ts'

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

/** Which members: in what order, behind which row, and whom to look for. */
export interface MembersWanted {
  readonly segment: string
  /** `oldest` and `newest` by the day they entered; `key`: in the order in which customers were imported. */
  readonly order: 'key' | 'newest' | 'oldest'
  /** The last row shown. */
  readonly after?: Pick<StoredMember, 'key' | 'entered_at'> | undefined
  /** An id or an address, or the beginning of either, or of names. */
  readonly find?: string | undefined
  /** `then`: at `ctx.now`, which lies in the past. */
  readonly at: 'now' | 'then'
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
      and ${memberAt(ctx, wanted.at)}
      and ${behind(order, after)}
      and ${foundAs(find, sql`m.customer`)}
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

/** Members at `ctx.now` as the runs wrote them down; the open ones of now are told from the rest without a date. */
export function memberAt({ now }: Pick<ProfileContext, 'now'>, at: 'now' | 'then'): RawBuilder<SqlBool> {
  if (at === 'now') return sql<SqlBool>`m.left_at is null`
  return sql<SqlBool>`m.entered_at <= ${now} and (m.left_at is null or m.left_at > ${now})`
}

/** Whose id or address begins so, or whose name does: each way by an index of customers. */
export function foundAs(find: string | undefined, customer: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const ways = waysToFind(find ?? '').map((where) => sql`select key from customers where ${where}`)
  if (ways.length === 0) return sql<SqlBool>`1 = 1`
  return sql<SqlBool>`${customer} in (${sql.join(ways, sql` union `)})`
}
