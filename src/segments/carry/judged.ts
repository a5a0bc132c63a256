import { type RawBuilder, sql } from 'kysely'
import type { EvaluationContext } from '../context.ts'
import type { Moved, MovedLot } from '../moves-by-words.ts'
import { bitOf, wordNames } from '../words.ts'

/**
 * A scratch table of those who were judged again: `customer`, their flags in words as they are (`in_1`, …) and as they
 * were at the run before (`was_1`, …).
 */
export interface Judged {
  readonly table: string
  /** In the order of their bits. */
  readonly names: readonly string[]
}

/** Finds who entered and who left since the run, once. */
export type MovesFound = () => Promise<MovedLot>

/** The names of the words of a run, in the order of `wordNames`. */
export function wordsWere(names: readonly string[]): string[] {
  return wordNames(names.length).map((word) => word.replace('in', 'was'))
}

/** The words of one customer out of rows of `memberships`: a segment counts once. */
export function wordsOfStays(names: readonly string[]): RawBuilder<unknown>[] {
  return wordNames(names.length).map((_, word) => {
    const cases = names.flatMap((name) => {
      const bit = bitOf({ names }, name)
      return bit.word === word ? [sql`when ${name} then ${sql.lit(bit.mask)}`] : []
    })
    return sql`coalesce(sum(distinct case segment ${sql.join(cases, sql` `)} end), 0)`
  })
}

/** Who entered or left a segment since the run: a select of `customer`. */
export function movedOf(segment: string, change: 'entered' | 'left', judged: Judged): RawBuilder<unknown> {
  const { word, mask } = bitOf(judged, segment)
  const flag = (columns: readonly string[]) => sql`(${sql.ref(columns[word] ?? '')} & ${sql.lit(mask)})`
  const [is, was] = [flag(wordNames(judged.names.length)), flag(wordsWere(judged.names))]
  return sql`
    select customer
    from ${sql.table(judged.table)}
    where ${change === 'entered' ? sql`${is} > ${was}` : sql`${is} < ${was}`}`
}

/** Reads who moved among those judged again. */
export function movesAmong({ db, dialect }: EvaluationContext, { table, names }: Judged): MovesFound {
  const read = async (): Promise<MovedLot> => {
    const columns = ['customer', ...wordNames(names.length), ...wordsWere(names)]
    const known = columns.map((column) => sql.ref(`known.${column}`))
    const [customers = [], ...words] = await dialect.numbers(db, { table, as: 'known' }, known)
    const bits = names.map((name) => [name, bitOf({ names }, name)] as const)
    const flagOf = (half: number, row: number, { word, mask }: { word: number; mask: number }) =>
      Number(words[half + word]?.[row] ?? 0) & mask
    const lot: { entered: Moved[]; left: Moved[] } = { entered: [], left: [] }
    for (const [row, customer] of customers.entries()) {
      for (const [name, bit] of bits) {
        const [is, was] = [flagOf(0, row, bit), flagOf(words.length / 2, row, bit)]
        if (is > was) lot.entered.push([name, customer ?? 0])
        if (is < was) lot.left.push([name, customer ?? 0])
      }
    }
    return lot
  }
  let found: Promise<MovedLot> | undefined
  return () => {
    found ??= read()
    return found
  }
}
