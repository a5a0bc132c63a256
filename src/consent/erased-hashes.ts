import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'
import { fold } from '../text/index.ts'
import { provePepper } from './pepper.ts'

/** What names a person: the address and the shop's own id. */
export interface Named {
  readonly id: string
  readonly email: string | null
}

/** Keyed hashes of an erased person (PRIV-03): they recognise who is imported anew and tell nobody who it was. */
export function erasedHashes(pepper: string, { id, email }: Named): string[] {
  const hash = (text: string) => createHmac('sha256', pepper).update(text).digest('hex')
  return [hash(`id:${id}`), ...(email === null ? [] : [hash(`email:${fold(email.trim())}`)])]
}

/** Keeps the hashes of an erased person. */
export async function keepErased(ctx: DbContext, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const rows = hashes.map((hash) => ({ hash, reason: 'erased' as const, recorded_at: ctx.now }))
  await ctx.db
    .insertInto('suppressed_hashes')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Customers by key whose address or id is that of an erased person and who are not suppressed as such. */
export async function erasedAmong(ctx: DbContext, pepper: () => string, whom: 'changed' | 'all'): Promise<number[]> {
  const any = await ctx.db.selectFrom('suppressed_hashes').select('hash').limit(1).executeTakeFirst()
  if (!any) return []
  await provePepper(ctx, pepper())
  const found: number[] = []
  for (let after = 0; ; ) {
    const { rows } = await sql<Named & { key: number }>`
      select customers.key, customers.id, customers.email
      from customers
      where customers.key > ${after}
        and ${whom === 'all' ? sql`true` : sql`customers.key in (select customer from changed_customers)`}
        and not exists (
          select 1
          from suppressions
          where suppressions.customer = customers.key
            and suppressions.reason = 'erased'
        )
      order by customers.key
      limit ${PAGE}`.execute(ctx.db)
    found.push(...(await matching(ctx, pepper(), rows)))
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return found
    after = last.key
  }
}

/**
 * Suppresses whoever was erased before and was imported since: among those whose data changed since the last run.
 * Returns how many.
 */
export function suppressErased(ctx: DbContext, pepper: () => string): Promise<number> {
  return inTransaction(ctx.db, async (trx) => {
    const inside = { ...ctx, db: trx }
    const keys = await erasedAmong(inside, pepper, 'changed')
    await ctx.dialect.runMany(
      trx,
      SUPPRESS,
      keys.map((key) => [key, ctx.now, ctx.now]),
    )
    return keys.length
  })
}

const PAGE = 2_000

const SUPPRESS = `
  insert into suppressions (customer, reason, since, recorded_at)
  values (?, 'erased', ?, ?)
  on conflict (customer, reason) do nothing`

async function matching(ctx: DbContext, pepper: string, rows: readonly (Named & { key: number })[]): Promise<number[]> {
  const byHash = new Map(rows.flatMap((row) => erasedHashes(pepper, row).map((hash) => [hash, row.key] as const)))
  if (byHash.size === 0) return []
  const known = await ctx.db
    .selectFrom('suppressed_hashes')
    .select('hash')
    .where('hash', 'in', [...byHash.keys()])
    .execute()
  return [...new Set(known.flatMap(({ hash }) => byHash.get(hash) ?? []))]
}
