import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { Flags } from './context.ts'

/** Gives the members of segments as of an instant. */
export type MembersOf = (names: readonly string[], at: Instant) => Promise<Members>

/** Who is in the segments that were asked for; throws for one that was not. */
export interface Members {
  /** A select of `customer`. */
  list(segment: string): RawBuilder<unknown>
  /** True where `customer`, a column of customers' keys, is a member. */
  has(segment: string, customer: RawBuilder<unknown>): RawBuilder<SqlBool>
  /** How many there are in each, in one reading. */
  sizes(names: readonly string[]): Promise<Map<string, number>>
  /** A select of the customers who entered or left since the run `from`, where that is known without comparing all. */
  moved?(segment: string, change: 'entered' | 'left', from: Instant): RawBuilder<unknown> | undefined
}

/** Members that an evaluation wrote down: a 0/1 column per segment. */
export function membersIn(db: Db, flags: Flags): Members {
  const list = (segment: string) =>
    sql`select customer from ${sql.table(flags.table)} where ${sql.ref(flags.column(segment))} = 1`
  return {
    list,
    has: (segment, customer) => sql<SqlBool>`${customer} in (${list(segment)})`,
    async sizes(names) {
      if (names.length === 0) return new Map()
      const sums = names.map((name) => sql`sum(${sql.ref(flags.column(name))}) as ${sql.ref(flags.column(name))}`)
      const query = sql<Record<string, number | null>>`select ${sql.join(sums)} from ${sql.table(flags.table)}`
      const { rows } = await query.execute(db)
      return new Map(names.map((name) => [name, Number(rows[0]?.[flags.column(name)] ?? 0)]))
    },
  }
}

/** Members found in two ways, each segment in its own. */
export function membersOfBoth(first: { names: readonly string[]; members: Members }, others: Members): Members {
  const of = (segment: string) => (first.names.includes(segment) ? first.members : others)
  return {
    list: (segment) => of(segment).list(segment),
    moved: (segment, change, from) => of(segment).moved?.(segment, change, from),
    has: (segment, customer) => of(segment).has(segment, customer),
    async sizes(names) {
      const mine = await first.members.sizes(names.filter((name) => first.names.includes(name)))
      return new Map([...mine, ...(await others.sizes(names.filter((name) => !first.names.includes(name))))])
    },
  }
}
