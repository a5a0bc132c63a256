import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { DbContext } from '../db/index.ts'

/**
 * Flags of many segments in few whole numbers, a bit for each: fifty columns of 0 and 1 take several times as long to
 * write and to read.
 */
export interface Words {
  readonly table: string
  /** In the order of their bits. */
  readonly names: readonly string[]
  /** The keys of the customers, in the order of the rows; read once. */
  customers(): Promise<readonly number[]>
  /** A word of each of them, in the same order; read once. */
  word(place: number): Promise<readonly number[]>
}

/** Where the flag of a segment stands. */
export interface Bit {
  readonly word: number
  readonly mask: number
}

/** A word stays positive in the 32 bits that JavaScript's operators work on. */
const BITS = 30

/** The bit of the flag that comes at a place. */
function bitAt(place: number): Bit {
  return { word: Math.floor(place / BITS), mask: 2 ** (place % BITS) }
}

/** The column of a word: `in_1`, `in_2`, …. */
function wordColumn(word: number): string {
  return `in_${word + 1}`
}

/** The columns that hold so many flags. */
export function wordNames(flags: number): string[] {
  return Array.from({ length: Math.ceil(flags / BITS) }, (_, word) => wordColumn(word))
}

/** The columns of words, given the condition of each flag in order. */
export function wordColumns(flags: readonly RawBuilder<SqlBool>[]): RawBuilder<unknown>[] {
  const words: RawBuilder<unknown>[][] = []
  for (const [place, flag] of flags.entries()) {
    const { word, mask } = bitAt(place)
    words[word] = [...(words[word] ?? []), sql`case when ${flag} then ${sql.lit(mask)} else 0 end`]
  }
  return words.map((parts, word) => sql`${sql.join(parts, sql` + `)} as ${sql.ref(wordColumn(word))}`)
}

/** A scratch table of `customer` and the words of segments. */
export function wordsIn(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  table: string,
  names: readonly string[],
): Words {
  const known = new Map<string, Promise<readonly number[]>>()
  const read = async (column: string) => {
    const [numbers = []] = await dialect.numbers(db, { table, as: 'known' }, [sql.ref(`known.${column}`)])
    return numbers as readonly number[]
  }
  const once = (column: string) => {
    const reading = known.get(column) ?? read(column)
    known.set(column, reading)
    return reading
  }
  return { table, names, customers: () => once('customer'), word: (place) => once(wordColumn(place)) }
}

/** Where the flag of a segment stands; throws for one that was not asked for. */
export function bitOf({ names }: Pick<Words, 'names'>, segment: string): Bit {
  const place = names.indexOf(segment)
  if (place < 0) throw new Error(`"${segment}" was not evaluated`)
  return bitAt(place)
}

/** A condition on the table's rows: the flag of a segment is up. */
export function hasFlag(words: Pick<Words, 'names'>, segment: string): RawBuilder<SqlBool> {
  const { word, mask } = bitOf(words, segment)
  return sql<SqlBool>`(${sql.ref(wordColumn(word))} & ${sql.lit(mask)}) <> 0`
}
