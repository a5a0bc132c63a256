import { sql } from 'kysely'
import { addLocalDays } from '../calendar/index.ts'
import { checkGuards, openEvaluation, type Sizes, type StoppedGuard } from '../segments/index.ts'
import { type MadePlan, makePlan } from './make-plan.ts'
import type { PlanContext, PlanOptions } from './plan.ts'
import { beginStep } from './plan-steps.ts'

/** A planned day while its scratch tables are open. */
export interface PlannedDay {
  readonly ctx: PlanContext
  readonly made: MadePlan
  /** Guards that stopped a segment; the campaigns that use it wait. */
  readonly guards: readonly StoppedGuard[]
  /** Customers in each segment at the slot. */
  readonly sizes: Sizes
}

/**
 * Makes the plan of the slot `ctx.now`, guards included, and hands it to `use` while its tables are open. Use it on one
 * connection or in one transaction.
 */
export async function planDay<T>(
  base: Omit<PlanContext, 'evaluation'>,
  options: PlanOptions,
  use: (day: PlannedDay) => Promise<T>,
): Promise<T> {
  const evaluation = openEvaluation(base)
  const ctx: PlanContext = { ...base, evaluation }
  try {
    beginStep(options, 'segments')
    const sizes = await sizesAt(ctx, ctx.now)
    beginStep(options, 'day before')
    const before = (await sizesOfLastRun(ctx)) ?? (await sizesAt(ctx, addLocalDays(ctx.now, -1, ctx.shop.timeZone)))
    const guards = checkGuards(ctx.segments, before, sizes)
    const stoppedSegments = guards.map(({ segment }) => segment)
    const made = await makePlan(ctx, { ...options, stoppedSegments })
    try {
      beginStep(options, 'counts')
      return await use({ ctx, made, guards, sizes })
    } finally {
      await sql`drop table ${sql.table(made.table)}`.execute(ctx.db)
    }
  } finally {
    await evaluation.close()
  }
}

async function sizesAt(ctx: PlanContext, at: number): Promise<Sizes> {
  const names = ctx.segments.map(({ name }) => name)
  if (names.length === 0) return { customers: 0, segments: new Map() }
  const segments = await (await ctx.evaluation.members(names, at)).sizes(names)
  const { customers } = await ctx.db
    .selectFrom('customers')
    .select(({ fn }) => fn.countAll<number>().as('customers'))
    .where((where) => where.or([where('exists_from', 'is', null), where('exists_from', '<=', at)]))
    .executeTakeFirstOrThrow()
  return { customers: Number(customers), segments }
}

/** What the last run counted, if it took place since the slot before. */
async function sizesOfLastRun(ctx: PlanContext): Promise<Sizes | undefined> {
  const run = await ctx.db
    .selectFrom('runs')
    .select('summary')
    .where('slot', '<', ctx.now)
    .where('slot', '>=', addLocalDays(ctx.now, -1, ctx.shop.timeZone))
    .where('state', '=', 'done')
    .orderBy('slot', 'desc')
    .executeTakeFirst()
  const read: unknown = run ? JSON.parse(run.summary) : undefined
  if (!read || typeof read !== 'object' || !('segments' in read) || !('customers' in read)) return undefined
  const segments = read.segments as Record<string, number>
  return { customers: Number(read.customers), segments: new Map(Object.entries(segments)) }
}
