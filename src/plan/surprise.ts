import { sql } from 'kysely'
import { addDays, addLocalDays, localDay } from '../calendar/index.ts'
import type { MadePlan } from './make-plan.ts'
import type { PlanContext } from './plan.ts'

/** What a plan sends: customers who get an email, and the emails. */
export interface Volume {
  readonly recipients: number
  readonly emails: number
}

/** A run that writes to more customers than anybody expects: it waits until somebody says the number. */
export interface Surprise extends Volume {
  /** The number it exceeds, and where that comes from. */
  readonly most: number
  readonly because: 'twice the median of 30 days' | 'most_per_run'
}

const DAYS = 30
/** A median of fewer days says nothing. */
const FEWEST_DAYS = 5
/** Fewer customers than this more than usual are no surprise: tiny shops would be asked each week. */
const LEAST_CHANGE = 10

/** How many customers a plan that is made writes to. */
export async function volumeOf(ctx: PlanContext, made: MadePlan): Promise<Volume> {
  const { rows } = await sql<Volume>`
    select count(distinct customer) as recipients, count(*) as emails
    from ${sql.table(made.table)}
    where decision = 'send'`.execute(ctx.db)
  return { recipients: Number(rows[0]?.recipients ?? 0), emails: Number(rows[0]?.emails ?? 0) }
}

/** Whether a run of this volume is a surprise: against the shop's `most_per_run` and the days before the slot's. */
export async function surpriseOf(ctx: PlanContext, { recipients, emails }: Volume): Promise<Surprise | undefined> {
  const { mostPerRun } = ctx.shop
  if (mostPerRun !== undefined && recipients > mostPerRun) {
    return { recipients, emails, most: mostPerRun, because: 'most_per_run' }
  }
  if (recipients < LEAST_CHANGE) return undefined
  const usual = medianOf(await recipientsByDay(ctx))
  if (usual === undefined || recipients <= 2 * usual || recipients < usual + LEAST_CHANGE) return undefined
  return { recipients, emails, most: 2 * usual, because: 'twice the median of 30 days' }
}

/** Makes everything that would go out wait, to customers and to people of the shop, reason `guard_stopped`: a later run takes it up while it is not too late. */
export async function holdBack(ctx: PlanContext, made: MadePlan): Promise<void> {
  await sql`
    update ${sql.table(made.table)}
    set decision = 'wait', reason = 'guard_stopped'
    where decision in ('send', 'tell')`.execute(ctx.db)
}

/** Customers written to on each of the 30 days before the slot's on which a run took place. */
async function recipientsByDay(ctx: PlanContext): Promise<number[]> {
  const zone = ctx.shop.timeZone
  const today = localDay(ctx.now, zone)
  const rows = await ctx.db
    .selectFrom('runs')
    .select(['slot', 'summary'])
    .where('slot', '>=', addLocalDays(ctx.now, -DAYS - 1, zone))
    .where('slot', '<', ctx.now)
    .where('state', '=', 'done')
    .execute()
  const days = new Map<string, number>()
  for (const { slot, summary } of rows) {
    const day = localDay(Number(slot), zone)
    if (day >= today || day < addDays(today, -DAYS)) continue
    days.set(day, (days.get(day) ?? 0) + recipientsIn(summary))
  }
  return [...days.values()]
}

/** What a run wrote down of itself; one of an earlier version counted its emails only. */
function recipientsIn(summary: string): number {
  const read: unknown = JSON.parse(summary)
  if (typeof read !== 'object' || read === null) return 0
  if ('recipients' in read) return Number(read.recipients)
  return 'queued' in read ? Number(read.queued) : 0
}

function medianOf(numbers: readonly number[]): number | undefined {
  if (numbers.length < FEWEST_DAYS) return undefined
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (low + high) / 2
}
