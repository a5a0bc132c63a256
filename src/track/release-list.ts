import { sql } from 'kysely'
import { type DbContext, forgetNote, note, noted } from '../db/index.ts'
import type { Asked, SuppressionList } from '../providers/index.ts'
import { letEmailsPass } from './let-emails-pass.ts'

const NAME = 'suppression_lifted:'
/** Requests in one go. */
const MOST_REQUESTS = 10

/** Notes, in the transaction that lifts a suppression, that the service's list must let go of the customer (by key) too. */
export function oweRelease(ctx: DbContext, customer: number): Promise<void> {
  return note(ctx, `${NAME}${customer}`, String(ctx.now))
}

/** Whether the service's list still names somebody only because it could not be asked to let go of them. */
export async function owesRelease(ctx: DbContext, customer: number): Promise<boolean> {
  return (await noted(ctx, `${NAME}${customer}`)) !== undefined
}

/** Asks the service's list to let go of all who are owed it; says why where it could not be asked. */
export async function releaseList(
  ctx: DbContext,
  list: SuppressionList,
  stop: AbortSignal,
): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name
    from instance
    where name like ${`${NAME}%`}
    order by name
    limit ${MOST_REQUESTS}`.execute(ctx.db)
  for (const [index, { name }] of rows.entries()) {
    if (index > 0) await letEmailsPass()
    const asked = await releaseCustomer(ctx, list, Number(name.slice(NAME.length)), stop)
    if ('failed' in asked && asked.blame === 'service') return asked.failed
  }
  return undefined
}

/** Asks it to let go of one customer (by key), unless they were suppressed anew or erased meanwhile. */
export async function releaseCustomer(
  ctx: DbContext,
  list: SuppressionList,
  customer: number,
  stop: AbortSignal,
): Promise<Asked<void>> {
  const { rows } = await sql<{ email: string }>`
    select email
    from customers
    where key = ${customer}
      and email is not null
      and not exists (
        select 1
        from suppressions
        where suppressions.customer = customers.key
      )`.execute(ctx.db)
  const [found] = rows
  const asked = found ? await list.remove([found.email], stop) : { value: undefined }
  if ('value' in asked || asked.blame === 'request') await forgetNote(ctx, `${NAME}${customer}`)
  return asked
}
