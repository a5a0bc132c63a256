import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { Db } from '../db/index.ts'
import type { Flags } from './context.ts'
import { bitOf, hasFlag, type Words } from './words.ts'

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
  /** Where everybody's flags stand in words; not for segments whose members are known in another way. */
  readonly words?: Words
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

/** Who is in the segments, by their words. */
export function membersByWords(words: Words): Members {
  const list = (segment: string) => {
    return sql`select customer from ${sql.table(words.table)} where ${hasFlag(words, segment)}`
  }
  return {
    list,
    words,
    has: (segment, customer) => sql<SqlBool>`${customer} in (${list(segment)})`,
    async sizes(names) {
      const sizes = new Map<string, number>()
      for (const name of names) {
        const { word, mask } = bitOf(words, name)
        sizes.set(name, countOf(await words.word(word), mask))
      }
      return sizes
    },
  }
}

function countOf(word: readonly number[], mask: number): number {
  let count = 0
  // By index: there may be a million of them.
  for (let i = 0; i < word.length; i++) if (((word[i] ?? 0) & mask) !== 0) count++
  return count
}

/** Members found in two ways, each segment in its own. */
export function membersOfBoth(first: { names: readonly string[]; members: Members }, others: Members): Members {
  const of = (segment: string) => (first.names.includes(segment) ? first.members : others)
  return {
    list: (segment) => of(segment).list(segment),
    ...(others.words ? { words: others.words } : {}),
    moved: (segment, change, from) => of(segment).moved?.(segment, change, from),
    has: (segment, customer) => of(segment).has(segment, customer),
    async sizes(names) {
      const mine = await first.members.sizes(names.filter((name) => first.names.includes(name)))
      return new Map([...mine, ...(await others.sizes(names.filter((name) => !first.names.includes(name))))])
    },
  }
}
