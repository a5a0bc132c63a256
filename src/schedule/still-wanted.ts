import { sql } from 'kysely'
import { type App, nameOf, planContext } from '../app/index.ts'
import { dayNumber, localDay } from '../calendar/index.ts'
import { type DbContext, scratchName } from '../db/index.ts'
import type { MessageRow } from '../deliver/index.ts'
import { openEvaluation } from '../segments/index.ts'

/**
 * Asks once more right before sending which of the claimed messages must stay, and why: the day may have passed
 * longer ago than `late` allows while nobody delivered, `stop_when` came true since the plan, or the campaign is gone.
 * Runs inside the claim's transaction.
 */
export async function stillWanted(
  app: App,
  claim: DbContext,
  messages: readonly MessageRow[],
): Promise<ReadonlyMap<number, string>> {
  return new Map([...(await over(app, claim, messages)), ...(await tooLate(app, claim, messages))])
}

/** What a message is known by here. */
type Asked = Pick<MessageRow, 'key' | 'campaign' | 'customer' | 'started_at'>

/** The messages whose journey has come to its end since the plan: `stop_when` came true, or the campaign is gone. */
export async function over(app: App, claim: DbContext, messages: readonly Asked[]): Promise<[number, string][]> {
  return [...gone(app, messages), ...(await stopped(app, claim, messages))]
}

/** Messages of campaigns whose file was taken away since. */
function gone(app: App, messages: readonly Asked[]): [number, string][] {
  const names = new Set(app.files.campaigns.map(nameOf))
  return messages.flatMap(({ key, campaign }): [number, string][] => (names.has(campaign) ? [] : [[key, 'stopped']]))
}

/** Messages whose day lies further back than their campaign's `late`, on the customer's calendar. */
async function tooLate(app: App, claim: DbContext, messages: readonly MessageRow[]): Promise<[number, string][]> {
  const customers = [...new Set(messages.map(({ customer }) => customer))]
  const rows = await claim.db
    .selectFrom('customers')
    .select(['key', 'time_zone'])
    .where('key', 'in', customers)
    .execute()
  const zones = new Map(rows.map(({ key, time_zone }) => [key, time_zone ?? app.shop.timeZone]))
  return messages.flatMap(({ key, campaign, customer, due_day }): [number, string][] => {
    const late = app.campaigns.find(({ name }) => name === campaign)?.late
    const today = dayNumber(localDay(claim.now, zones.get(customer) ?? app.shop.timeZone))
    // At least a day: an email of the evening may go in the first minutes of the next day.
    return late !== undefined && today - due_day > Math.max(late, 1) ? [[key, 'too_late']] : []
  })
}

async function stopped(app: App, claim: DbContext, messages: readonly Asked[]): Promise<ReadonlyMap<number, string>> {
  const stops = app.campaigns.flatMap(({ name, stopWhen }) => (stopWhen ? [{ name, rule: stopWhen }] : []))
  const asked = messages.filter(({ campaign }) => stops.some(({ name }) => name === campaign))
  if (asked.length === 0) return new Map()
  const evaluation = openEvaluation(planContext(app, claim.db, claim.now))
  const table = scratchName('claimed')
  const rows = asked.map(({ key, customer, started_at }) => [key, customer, claim.now, started_at])
  const columns = { subject: 'integer', customer: 'integer', at: 'integer', since: 'integer' } as const
  try {
    await claim.dialect.scratch(claim.db, table, sql`select * from ${claim.dialect.rows(columns, rows)} as claimed`)
    const flags = await evaluation.flags(
      table,
      stops.map(({ name, rule }) => ({ name, rule, since: 'start' as const })),
    )
    const { rows: judged } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)}`.execute(
      claim.db,
    )
    const byKey = new Map(judged.map((row) => [row.subject, row]))
    const ended = asked.filter(({ key, campaign }) => byKey.get(key)?.[flags.column(campaign)] === 1)
    return new Map(ended.map(({ key }) => [key, 'stopped']))
  } finally {
    await evaluation.close()
    await sql`drop table if exists ${sql.table(table)}`.execute(claim.db)
  }
}
