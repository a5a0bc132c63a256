import { localDay } from '../calendar/index.ts'
import type { Instant } from '../clock.ts'
import type { ProfileContext, When } from '../facts/index.ts'
import type { Segment } from './segment.ts'

/** What an evaluation needs: the store, the instant, the vocabulary of the shop and its sound segments in order. */
export interface EvaluationContext extends ProfileContext {
  readonly segments: readonly Segment[]
}

/** A scratch table of 0/1 columns by name of segment or rule. */
export interface Flags {
  readonly table: string
  /** The column of a name; throws for one that was not asked for. */
  column(name: string): string
}

/** The same context as of another instant. */
export function asOf(ctx: EvaluationContext, now: Instant): EvaluationContext {
  return now === ctx.now ? ctx : { ...ctx, now }
}

/** The instant and day that conditions are judged by. */
export function whenOf(ctx: EvaluationContext): When {
  const { shop } = ctx.vocabulary
  return { now: ctx.now, today: localDay(ctx.now, shop.timeZone), shop }
}

/** A column for each name, readable in SQL: `is_at_risk`. */
export function columnsFor(names: readonly string[]): Map<string, string> {
  const columns = new Map<string, string>()
  const taken = new Set<string>()
  for (const name of names) {
    const plain = `is_${name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .slice(0, 40)}`
    const column = taken.has(plain) ? `${plain}_${taken.size}` : plain
    taken.add(column)
    columns.set(name, column)
  }
  return columns
}

/** Flags over a table whose columns are known. */
export function flagsOver(table: string, columns: ReadonlyMap<string, string>): Flags {
  return {
    table,
    column(name) {
      const column = columns.get(name)
      if (column === undefined) throw new Error(`"${name}" was not evaluated`)
      return column
    },
  }
}
