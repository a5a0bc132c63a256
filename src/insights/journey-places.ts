import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'

/** How many customers stand at an email of a campaign, or at a word to the shop. */
export interface JourneyPlace {
  readonly step: string
  /** It is decided and has not gone out yet. */
  readonly before: number
  /** It was the last one so far, within the time in which the next one may come. */
  readonly after: number
}

/** A step that becomes due, and the instant since which it may still be followed by the next; undefined: it is the last. */
export interface JourneyStep {
  readonly step: string
  readonly kind: 'send' | 'notify'
  readonly since: Instant | undefined
}

/**
 * Where the customers of a campaign are, email by email: read through the open emails and those that went out lately.
 */
export async function journeyPlaces(
  ctx: DbContext,
  campaign: string,
  steps: readonly JourneyStep[],
): Promise<readonly JourneyPlace[]> {
  const before = await openOf(ctx, campaign)
  const places: JourneyPlace[] = []
  for (const step of steps) {
    const after = step.since === undefined ? 0 : await betweenSteps(ctx, campaign, step, step.since)
    places.push({ step: step.step, before: before.get(step.step) ?? 0, after })
  }
  return places
}

/** How many customers a campaign held out: they got nothing and are measured. */
export async function heldOut({ db }: Pick<DbContext, 'db'>, campaign: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(distinct customer) as number
    from messages
    where campaign = ${campaign}
      and state = 'skipped'
      and reason = 'holdout'`.execute(db)
  return Number(rows[0]?.number ?? 0)
}

async function openOf({ db }: DbContext, campaign: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ step: string; number: number }>`
    select step, count(*) as number
    from messages
    where state in ('waiting', 'queued', 'claimed', 'uncertain')
      and campaign = ${campaign}
    group by step
    union all
    select step, count(*) as number
    from messages
    where notify is not null
      and state = 'raised'
      and campaign = ${campaign}
    group by step`.execute(db)
  const sums = new Map<string, number>()
  for (const { step, number } of rows) sums.set(step, (sums.get(step) ?? 0) + Number(number))
  return sums
}

/** Of the emails of a step that went out lately, or of its words to the shop, those without a later one of the same journey. */
async function betweenSteps(
  { db, now }: DbContext,
  campaign: string,
  step: JourneyStep,
  since: Instant,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from messages as m
    where m.campaign = ${campaign}
      and ${wentOut(step, since, now)}
      and not exists (
        select 1
        from messages as later
        where later.customer = m.customer
          and later.campaign = m.campaign
          and later.occasion = m.occasion
          and later.key > m.key
      )`.execute(db)
  return Number(rows[0]?.number ?? 0)
}

/** Each read through its own index: emails by campaign and time, notices by state and time. */
function wentOut({ step, kind }: JourneyStep, since: Instant, now: Instant): RawBuilder<unknown> {
  const name = sql`m.step = ${step}`
  if (kind === 'send') return sql`m.submitted_at > ${since} and m.submitted_at <= ${now} and ${name}`
  return sql`m.notify is not null and m.state = 'told' and m.send_at > ${since} and m.send_at <= ${now} and ${name}`
}
