import { type RawBuilder, sql } from 'kysely'
import type { PlannedDay } from '../plan/index.ts'
import type { Causes } from './causes.ts'
import type { CampaignDifference, Cause, Moved, MovedEmails } from './difference.ts'
import type { RewrittenGroup } from './rewritten.ts'
import { sameEmail } from './same-email.ts'
import { SAMPLES } from './segment-moves.ts'

interface ChangeRow {
  readonly campaign: string
  readonly change: 'appear' | 'vanish' | 'move'
  readonly reason: string
  readonly number: number
}

interface SampleRow {
  readonly campaign: string
  readonly change: ChangeRow['change']
  readonly customer: string
}

/** The emails of two planned days that differ, by campaign; `groups` are those that say something else. */
export async function emailMoves(
  before: PlannedDay,
  after: PlannedDay,
  causes: Causes,
  groups: readonly RewrittenGroup[],
): Promise<CampaignDifference[]> {
  const rewritten = (campaign: string) => groups.filter((group) => group.campaign === campaign)
  const changes = changesBetween(before, after)
  const { rows: counts } = await sql<ChangeRow>`
    select campaign, change, reason, count(*) as number
    from (${changes}) as changes
    group by campaign, change, reason
    order by campaign, change, reason`.execute(after.ctx.db)
  const samples = await samplesOf(after, changes)
  const [old, own] = [await sendsOf(before), await sendsOf(after)]
  const names = [
    ...new Set([...counts.map(({ campaign }) => campaign), ...groups.map(({ campaign }) => campaign)]),
  ].sort()
  return names.map((campaign) => {
    const of = (change: ChangeRow['change']) => movedEmails(counts, samples, campaign, change)
    const { number, samples: moved } = of('move')
    return {
      campaign,
      before: old.get(campaign) ?? 0,
      after: own.get(campaign) ?? 0,
      appear: of('appear'),
      vanish: of('vanish'),
      move: { number, samples: moved } satisfies Moved,
      rewritten: rewritten(campaign).reduce((sum, group) => sum + group.number, 0),
      causes: causesOf(causes, campaign, of('appear').number + of('vanish').number + number, rewritten(campaign)),
    }
  })
}

function causesOf(causes: Causes, campaign: string, moved: number, rewritten: readonly RewrittenGroup[]): Cause[] {
  const found = [
    ...(moved > 0 ? movers(causes, campaign) : []),
    ...(rewritten.length > 0 ? causes.ofWording(campaign, languagesIn(rewritten)) : []),
  ]
  return found.filter((cause, i) => found.findIndex(({ by, file }) => by === cause.by && file === cause.file) === i)
}

function movers(causes: Causes, campaign: string): readonly Cause[] {
  const own = causes.ofCampaign(campaign)
  return own.length > 0 ? own : causes.competing
}

function languagesIn(groups: readonly RewrittenGroup[]): string[] {
  return [...new Set(groups.map(({ language }) => language))]
}

/** One row per email that is sent on one side only, or on both at different times or in different variants. */
function changesBetween(before: PlannedDay, after: PlannedDay): RawBuilder<unknown> {
  const [old, own] = [sql.table(before.made.table), sql.table(after.made.table)]
  return sql`
    select own.campaign, 'appear' as change, coalesce(old.reason, '') as reason, own.customer_id
    from ${own} as own
    left join ${old} as old on ${sameEmail('old', 'own')}
    where own.decision = 'send' and (old.decision is null or old.decision <> 'send')
    union all
    select old.campaign, 'vanish' as change, coalesce(own.reason, '') as reason, old.customer_id
    from ${old} as old
    left join ${own} as own on ${sameEmail('own', 'old')}
    where old.decision = 'send' and (own.decision is null or own.decision <> 'send')
    union all
    select own.campaign, 'move' as change, '' as reason, own.customer_id
    from ${own} as own
    join ${old} as old on ${sameEmail('old', 'own')}
    where own.decision = 'send' and old.decision = 'send'
      and (own.send_at <> old.send_at or coalesce(own.variant, '') <> coalesce(old.variant, ''))`
}

async function samplesOf({ ctx }: PlannedDay, changes: RawBuilder<unknown>): Promise<SampleRow[]> {
  const { rows } = await sql<SampleRow>`
    select campaign, change, customer
    from (
      select campaign, change, customer_id as customer,
        row_number() over (partition by campaign, change order by customer_id) as place
      from (select distinct campaign, change, customer_id from (${changes}) as changes) as people
    ) as ranked
    where place <= ${SAMPLES}
    order by campaign, change, place`.execute(ctx.db)
  return rows
}

async function sendsOf({ ctx, made }: PlannedDay): Promise<Map<string, number>> {
  const { rows } = await sql<{ campaign: string; number: number }>`
    select campaign, count(*) as number
    from ${sql.table(made.table)}
    where decision = 'send'
    group by campaign`.execute(ctx.db)
  return new Map(rows.map(({ campaign, number }) => [campaign, Number(number)]))
}

function movedEmails(
  counts: readonly ChangeRow[],
  samples: readonly SampleRow[],
  campaign: string,
  change: ChangeRow['change'],
): MovedEmails {
  const own = counts.filter((row) => row.campaign === campaign && row.change === change)
  return {
    number: own.reduce((sum, { number }) => sum + Number(number), 0),
    reasons: Object.fromEntries(own.map(({ reason, number }) => [reason, Number(number)])),
    samples: samples
      .filter((row) => row.campaign === campaign && row.change === change)
      .map(({ customer }) => ({ customer, name: customer })),
  }
}
