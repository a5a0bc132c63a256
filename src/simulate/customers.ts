import { sql } from 'kysely'
import { type Day, dayNumber, dayOfNumber, startOfDay } from '../calendar/index.ts'
import type { OpenDb } from '../db/index.ts'
import type { CustomersSummary, CustomerTotal, SimulationRequest } from './simulation.ts'

interface Row {
  readonly customer: string
  readonly emails: number
  readonly first: number
  readonly last: number
  readonly capped: number
  readonly silence: number
  readonly since: number
}

/** What each customer got in the simulated days, sorted by id, and all of them together. */
export async function summariseCustomers(
  copy: OpenDb,
  request: Pick<SimulationRequest, 'from' | 'to'>,
  zone: string,
  capped: string,
): Promise<{ readonly totals: readonly CustomerTotal[]; readonly summary: CustomersSummary }> {
  const totals = await totalsOfCustomers(copy, startOfDay(request.from, zone), request.to, capped)
  const unreached = await countOthers(copy, startOfDay(request.to, zone), totals.length)
  const hits = await countHits(copy, capped)
  return { totals, summary: { ...inAll(totals), unreached, capHits: hits } }
}

async function totalsOfCustomers({ db }: OpenDb, from: number, to: Day, capped: string): Promise<CustomerTotal[]> {
  const { rows } = await sql<Row>`
    -- one row per simulated email with the day of the customer's next one
    with emails as (
      select customer, day, lead(day) over (partition by customer order by day, key) as next_day
      from messages
      where state = 'submitted'
        and run in (select key from runs where slot >= ${from})
    ),
    -- one row per silence: from an email to the next, or to the end of the range
    silences as (
      select customer, day,
        case when next_day is null then ${dayNumber(to)} - day else next_day - day - 1 end as silence
      from emails
    ),
    longest as (
      select customer, day as since, silence,
        row_number() over (partition by customer order by silence desc, day) as place
      from silences
    ),
    sums as (
      select customer, count(*) as emails, min(day) as first, max(day) as last
      from emails
      group by customer
    ),
    hits as (
      select customer, count(*) as capped
      from (select distinct customer, campaign, step, occasion from ${sql.table(capped)}) as once
      group by customer
    )
    select customers.id as customer, sums.emails, sums.first, sums.last, coalesce(hits.capped, 0) as capped,
      longest.silence, longest.since
    from sums
    join customers on customers.key = sums.customer
    join longest on longest.customer = sums.customer and longest.place = 1
    left join hits on hits.customer = sums.customer`.execute(db)
  return rows.map(totalOf).sort((a, b) => (a.customer < b.customer ? -1 : 1))
}

function totalOf({ customer, emails, first, last, capped, silence, since }: Row): CustomerTotal {
  return {
    customer,
    emails: Number(emails),
    first: dayOfNumber(Number(first)),
    last: dayOfNumber(Number(last)),
    capped: Number(capped),
    // In a zone ahead of the shop's the last email may fall on the day after the range.
    longestSilence: Math.max(0, Number(silence)),
    silentSince: dayOfNumber(Number(since)),
  }
}

async function countOthers({ db }: OpenDb, end: number, reached: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number
    from customers
    where exists_from is null or exists_from <= ${end}`.execute(db)
  return Math.max(0, Number(rows[0]?.number ?? 0) - reached)
}

async function countHits({ db }: OpenDb, capped: string): Promise<CustomersSummary['capHits']> {
  const { rows } = await sql<{ emails: number; customers: number }>`
    select count(*) as emails, count(distinct customer) as customers
    from (select distinct customer, campaign, step, occasion from ${sql.table(capped)}) as once`.execute(db)
  return { emails: Number(rows[0]?.emails ?? 0), customers: Number(rows[0]?.customers ?? 0) }
}

function inAll(totals: readonly CustomerTotal[]): Omit<CustomersSummary, 'unreached' | 'capHits'> {
  const emails = totals.reduce((sum, total) => sum + total.emails, 0)
  const byEmails: Record<string, number> = {}
  for (const total of totals) byEmails[total.emails] = (byEmails[total.emails] ?? 0) + 1
  const most = firstWithMost(totals, (total) => total.emails)
  const silent = firstWithMost(totals, (total) => total.longestSilence)
  return {
    reached: totals.length,
    mean: totals.length === 0 ? 0 : Math.round((emails / totals.length) * 100) / 100,
    most: most?.emails ?? 0,
    mostCustomer: most?.customer ?? null,
    byEmails,
    longestSilence: silent
      ? { customer: silent.customer, days: silent.longestSilence, since: silent.silentSince }
      : null,
  }
}

function firstWithMost(
  totals: readonly CustomerTotal[],
  of: (total: CustomerTotal) => number,
): CustomerTotal | undefined {
  return totals.reduce<CustomerTotal | undefined>((best, one) => (best && of(best) >= of(one) ? best : one), undefined)
}
