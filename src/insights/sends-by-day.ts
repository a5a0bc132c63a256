import { sql } from 'kysely'
import { addDays, type Day, startOfDay } from '../calendar/index.ts'
import { type DbContext, sentCampaigns } from '../db/index.ts'

/** How many emails were submitted on each of these days of a zone; what lies after `ctx.now` is not counted. */
export async function sendsByDay(ctx: DbContext, zone: string, days: readonly Day[]): Promise<number[]> {
  const spans = ctx.dialect.rows(
    { place: 'integer', since: 'integer', until: 'integer' },
    days.map((day, place) => [place, startOfDay(day, zone), startOfDay(addDays(day, 1), zone)]),
  )
  // A range of the index for each day and campaign.
  const { rows } = await sql<{ place: number; emails: number }>`
    with sent as materialized ${sentCampaigns}
    select spans.place, (
      select count(*)
      from sent
      join messages on messages.campaign = sent.campaign
      where submitted_at >= spans.since and submitted_at < spans.until and submitted_at <= ${ctx.now}
    ) as emails
    from ${spans} as spans
    order by spans.place`.execute(ctx.db)
  return rows.map(({ emails }) => Number(emails))
}
