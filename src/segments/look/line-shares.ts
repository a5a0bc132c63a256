import type { Clause } from '../../facts/index.ts'
import { signedLines, type Turn } from '../line-value.ts'
import type { Rule } from '../rule.ts'
import type { Segment } from '../segment.ts'

/** What one line does to its segment. */
export interface LineShare {
  /** As written: `last_order: more than 180 days ago`. */
  readonly text: string
  readonly turn: Turn
  /** In the segment's file, from 1. */
  readonly line: number
  /** Customers for whom the line by itself is true. */
  readonly alone: number
  /** Customers whom the line keeps out; below zero: whom only it lets in. Undefined where it is the only line. */
  readonly keepsOut: number | undefined
}

/** A line as a segment of its own, and the segment without it where something is left of that. */
export interface LineVariant {
  readonly clause: Clause
  readonly turn: Turn
  readonly alone: Segment
  readonly without: Segment | undefined
  readonly all: readonly Segment[]
}

/** Segments by which a segment's lines can be counted in one evaluation with it. */
export function lineVariants(segment: Segment): LineVariant[] {
  const named = (name: string, who: Rule): Segment => ({ ...segment, name, who, examples: [], guard: {} })
  return signedLines(segment.who).map(({ clause, turn }, i) => {
    const alone = named(`line ${i + 1} of ${segment.name}`, { is: 'line', clause })
    const rest = withoutLine(segment.who, clause)
    const without = rest && named(`no line ${i + 1} of ${segment.name}`, rest)
    return { clause, turn, alone, without, all: without ? [alone, without] : [alone] }
  })
}

/** Reads the sizes of the variants. */
export function sharesOf(
  variants: readonly LineVariant[],
  sizes: ReadonlyMap<string, number>,
  size: number,
): LineShare[] {
  return variants.map(({ clause, turn, alone, without }) => ({
    text: clause.text,
    turn,
    line: clause.place.line,
    alone: sizes.get(alone.name) ?? 0,
    keepsOut: without && (sizes.get(without.name) ?? 0) - size,
  }))
}

/** The rule without a line, and without groups that are empty then; undefined where nothing is left. */
function withoutLine(rule: Rule, clause: Clause): Rule | undefined {
  if (rule.is === 'line') return rule.clause === clause ? undefined : rule
  const rules = rule.rules.flatMap((part) => withoutLine(part, clause) ?? [])
  return rules.length === 0 ? undefined : { ...rule, rules }
}
