import { type RawBuilder, sql } from 'kysely'
import type { Shop } from '../../config/shop.ts'
import type { DbContext } from '../../db/index.ts'
import { inPopulation } from '../../facts/index.ts'
import type { Holdout, HoldoutGroup } from './holdout.ts'

interface Row {
  readonly campaign: string
  readonly held: number
  readonly customers: number
  readonly reached: number
  readonly buyers: number
  readonly sum: number
  readonly squares: number
  readonly cubes: number
  readonly emails: number
  readonly since: number
  readonly lately: number
}

/**
 * Counts both groups of each campaign and of the programme from the table of `enteredGroups`, and what they brought.
 * `reached` is a query of `(subject, reached)` for the rows of campaigns. `shares`: what is held out by the files, of the
 * programme under ''.
 */
export async function countGroups(
  ctx: DbContext,
  shop: Shop,
  entered: string,
  reached: RawBuilder<unknown>,
  shares: ReadonlyMap<string, number>,
): Promise<Holdout[]> {
  const { rows } = await sql<Row>`
    with
      bought as (
        -- one row per customer of a group who bought in its days
        select entered.subject, count(*) as orders,
          sum(total - case when refunded_at > ${ctx.now} then 0 else refunded_total end) as amount
        from ${sql.table(entered)} as entered
        join orders
          on orders.customer = entered.customer
            and orders.ordered_at > entered.since
            and orders.ordered_at <= entered.at
        where ${inPopulation('bought', shop, 'orders')}
        group by entered.subject
      ),
      brought as (
        select entered.campaign, entered.held, entered.emails, entered.since,
          case when entered.campaign = '' then case when bought.orders > 0 then 1 else 0 end else goals.reached end
            as reached,
          cast(coalesce(bought.amount, 0) as double precision) as amount
        from ${sql.table(entered)} as entered
        left join (${reached}) as goals on goals.subject = entered.subject
        left join bought on bought.subject = entered.subject
      )
    select campaign, held, count(*) as customers, sum(reached) as reached,
      sum(case when amount > 0 then 1 else 0 end) as buyers, sum(amount) as sum,
      sum(amount * amount) as squares, sum(amount * amount * amount) as cubes,
      sum(emails) as emails, min(since) as since,
      sum(case when since > ${ctx.now - LATELY * DAY} then 1 else 0 end) as lately
    from brought
    group by campaign, held
    order by campaign, held`.execute(ctx.db)
  return [...new Set(rows.map(({ campaign }) => campaign))].map((campaign) => {
    const own = rows.filter((row) => row.campaign === campaign)
    const [treated, heldOut] = [0, 1].map((held) => own.find((row) => Number(row.held) === held))
    const since = Math.min(...own.map((row) => Number(row.since)))
    const lately = own.reduce((sum, row) => sum + Number(row.lately), 0)
    return {
      campaign: campaign === '' ? null : campaign,
      share: shares.get(campaign) ?? null,
      treated: groupOf(treated),
      heldOut: groupOf(heldOut),
      emails: Number(treated?.emails ?? 0),
      since,
      customersADay: lately / Math.min(LATELY, Math.max(1, (ctx.now - since) / DAY)),
    }
  })
}

/** Counts come as text from some databases. */
function groupOf(row: Row | undefined): HoldoutGroup {
  return {
    customers: Number(row?.customers ?? 0),
    reached: Number(row?.reached ?? 0),
    buyers: Number(row?.buyers ?? 0),
    sum: Number(row?.sum ?? 0),
    squares: Number(row?.squares ?? 0),
    cubes: Number(row?.cubes ?? 0),
  }
}

const LATELY = 28
const DAY = 86_400_000
