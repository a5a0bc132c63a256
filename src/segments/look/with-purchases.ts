import { sql } from 'kysely'
import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { onOneConnection } from '../../db/index.ts'
import { profileQuery, type ProfileContext } from '../../facts/index.ts'
import { openScratch } from '../scratch.ts'
import type { StoredMember } from './stored-members.ts'

/** A member with what they bought, as of `ctx.now`; money in minor units. */
export interface BuyingMember extends StoredMember {
  readonly orders: number
  readonly lastOrder: Instant | null
  readonly spent: number
}

/** The same members with what they bought as of `ctx.now`. */
export function withPurchases(ctx: ProfileContext, members: readonly StoredMember[]): Promise<BuyingMember[]> {
  if (members.length === 0) return Promise.resolve([])
  return onOneConnection(ctx.db, async (db) => {
    const here = { ...ctx, db }
    const scratch = openScratch(here)
    try {
      const keys = ctx.dialect.rows(
        { key: 'integer' },
        members.map(({ key }) => [key]),
      )
      const rows = sql`
        select key as subject, key as customer, cast(${ctx.now} as bigint) as at, cast(null as bigint) as since
        from ${keys} as given`
      const table = await scratch.make('shown', rows)
      const today = localDay(ctx.now, ctx.vocabulary.shop.timeZone)
      const query = profileQuery(here, { of: 'rows', table, today }, BOUGHT)
      const found = await sql<Purchases>`select * from (${query}) as profile`.execute(db)
      const known = new Map(found.rows.map((row) => [Number(row.customer), row]))
      return members.map((member) => bought(member, known.get(member.key)))
    } finally {
      await scratch.close()
    }
  })
}

const BOUGHT = [{ fact: 'orders' }, { fact: 'last_order' }, { fact: 'total_spent' }]

interface Purchases {
  readonly customer: number
  readonly f_orders: number | null
  readonly f_last_order: number | null
  readonly f_total_spent: number | null
}

function bought(member: StoredMember, found: Purchases | undefined): BuyingMember {
  const last = found?.f_last_order ?? null
  const lastOrder = last === null ? null : Number(last)
  return { ...member, orders: Number(found?.f_orders ?? 0), lastOrder, spent: Number(found?.f_total_spent ?? 0) }
}
