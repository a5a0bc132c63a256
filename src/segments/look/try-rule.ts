import { type RawBuilder, sql } from 'kysely'
import type { EvaluationContext } from '../context.ts'
import { openEvaluation } from '../evaluation.ts'
import type { Segment } from '../segment.ts'

/** What a rule would do in place of the one in the files, on the same data. */
export interface TriedRule {
  /** Undefined where the files have no sound segment of this name. */
  readonly before: number | undefined
  readonly after: number
  readonly entering: Side
  readonly leaving: Side
}

/** How many, and the first few by id. */
interface Side {
  readonly number: number
  readonly samples: readonly TriedCustomer[]
}

/** A customer as a page may need to call them. */
export interface TriedCustomer {
  readonly id: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
}

const SAMPLES = 5

/** Judges a rule beside the one of the same name in one evaluation. It changes nothing. */
export async function tryRule(ctx: EvaluationContext, tried: Segment): Promise<TriedRule> {
  const old = ctx.segments.find(({ name }) => name === tried.name)
  const alias: Segment = { ...tried, name: `${tried.name} as tried` }
  const evaluation = openEvaluation({ ...ctx, segments: [...ctx.segments, alias] })
  try {
    const names = old ? [old.name, alias.name] : [alias.name]
    const members = await evaluation.members(names)
    const sizes = await members.sizes(names)
    const before = old ? members.list(old.name) : sql`select key as customer from customers where 1 = 0`
    const after = members.list(alias.name)
    return {
      before: old && (sizes.get(old.name) ?? 0),
      after: sizes.get(alias.name) ?? 0,
      entering: await inOneOnly(ctx, after, before),
      leaving: await inOneOnly(ctx, before, after),
    }
  } finally {
    await evaluation.close()
  }
}

/** Who is in the first query and not in the second. */
async function inOneOnly(
  ctx: EvaluationContext,
  these: RawBuilder<unknown>,
  those: RawBuilder<unknown>,
): Promise<Side> {
  const { rows } = await sql<TriedCustomer & { number: number }>`
    with moved as (
      select customer from (${these}) as these
      except
      select customer from (${those}) as those
    )
    select customers.id, customers.email, customers.first_name, customers.last_name,
      (select count(*) from moved) as number
    from moved
    join customers on customers.key = moved.customer
    order by customers.id
    limit ${SAMPLES}`.execute(ctx.db)
  const samples = rows.map(({ id, email, first_name, last_name }) => ({ id, email, first_name, last_name }))
  return { number: Number(rows[0]?.number ?? 0), samples }
}
