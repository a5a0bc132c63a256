import { sql } from 'kysely'
import type { Recommend, Shop } from '../config/index.ts'
import { type DbContext, onOneConnection, scratchName } from '../db/index.ts'
import { recommend, type Recommendations } from '../recommend/index.ts'
import { openEvaluation } from '../segments/index.ts'
import { evaluationContext, type Rules } from './contexts.ts'

/** To whom something is recommended, by the rules of which step. */
export interface RecommendTo {
  readonly customer: number
  /** The step's own words. */
  readonly recommend: Recommend | undefined
}

/** Whether templates that read these dotted variables recommend anything. */
export function asksRecommendations(paths: Iterable<string>): boolean {
  return [...paths].some((path) => path === 'recommendations' || path.startsWith('recommendations.'))
}

/**
 * What is recommended to each, in order, as of `ctx.now`: those with equal rules are asked for together. `patience`:
 * see `recommend`.
 */
export async function recommendFor(
  app: Rules,
  ctx: DbContext,
  wanted: readonly RecommendTo[],
  patience: 'short' | 'any' = 'short',
): Promise<Recommendations[]> {
  const rules = wanted.map((one) => rulesOf(app.shop, one.recommend))
  const isIn = await membershipOf(app, ctx, wanted, rules)
  const own = wanted.map(({ customer }, i) => ofCustomer(rules[i] as Recommend, (name) => isIn(customer, name)))
  const groups = new Map<string, { rules: Recommend; customers: Set<number> }>()
  for (const [i, { customer }] of wanted.entries()) {
    const key = JSON.stringify(own[i])
    const group = groups.get(key) ?? { rules: own[i] as Recommend, customers: new Set() }
    groups.set(key, group)
    group.customers.add(customer)
  }
  const found = new Map<string, ReadonlyMap<number, Recommendations>>()
  for (const [key, group] of groups) {
    found.set(
      key,
      await recommend(ctx, { shop: app.shop, patience, rules: group.rules, customers: [...group.customers] }),
    )
  }
  return wanted.map(({ customer }, i) => found.get(JSON.stringify(own[i]))?.get(customer) ?? NOTHING)
}

const NOTHING: Recommendations = { products: [], nextCategory: undefined }

/** The shop's rules with those of a step: its `none` comes on top, the rest stands in their place. */
function rulesOf({ recommend: house }: Pick<Shop, 'recommend'>, own: Recommend | undefined): Recommend {
  return {
    atMost: own?.atMost ?? house.atMost,
    from: own?.from ?? house.from,
    none: [...house.none, ...(own?.none ?? [])],
    again: own?.again ?? house.again,
  }
}

function ofCustomer(rules: Recommend, isIn: (segment: string) => boolean): Recommend {
  return { ...rules, none: rules.none.filter(({ for: name }) => name === undefined || isIn(name)) }
}

/** Who of some customers is in the segments that rules name. Of a segment that cannot be read everybody is: it may not be ignored. */
async function membershipOf(
  app: Rules,
  ctx: DbContext,
  wanted: readonly RecommendTo[],
  rules: readonly Recommend[],
): Promise<(customer: number, segment: string) => boolean> {
  const names = new Set(rules.flatMap(({ none }) => none.flatMap((one) => one.for ?? [])))
  const segments = app.segments.filter(({ name }) => names.has(name))
  if (segments.length === 0) return () => true
  return onOneConnection(ctx.db, async (db) => {
    const evaluation = openEvaluation(evaluationContext(app, db, ctx.now))
    const table = scratchName('told')
    const columns = { subject: 'integer', customer: 'integer', at: 'integer' } as const
    const rows = [...new Set(wanted.map(({ customer }) => customer))].map((key) => [key, key, ctx.now])
    const given = sql`
      select subject, customer, at, cast(null as bigint) as since
      from ${ctx.dialect.rows(columns, rows)} as told`
    try {
      await ctx.dialect.scratch(db, table, given)
      const asked = segments.map(({ name, who }) => ({ name, rule: who }))
      const flags = await evaluation.flags(table, asked)
      const { rows: judged } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)}`.execute(db)
      const known = new Map(judged.map((row) => [Number(row.subject), row]))
      const read = new Set(segments.map(({ name }) => name))
      return (customer, segment) => !read.has(segment) || known.get(customer)?.[flags.column(segment)] === 1
    } finally {
      await evaluation.close()
      await sql`drop table if exists ${sql.table(table)}`.execute(db)
    }
  })
}
