import { sql } from 'kysely'
import { closedBatch, type Db, type SqlDialect } from '../db/index.ts'
import { isOpen } from './lease.ts'

/**
 * Takes a stored request for oneself until the transaction ends, before anything of its messages is read or changed:
 * who takes it up and who writes down what came of it go one after the other. False where `others` is `skip` and
 * somebody else holds it.
 */
export async function holdBatch(
  { db, dialect }: { readonly db: Db; readonly dialect: SqlDialect },
  batch: number,
  others: 'wait' | 'skip',
): Promise<boolean> {
  const { rows } = await sql`
    select key
    from batches
    where key = ${batch}
    ${dialect.locked(others, 'batches')}`.execute(db)
  return rows.length > 0
}

/** Takes the requests of some messages for oneself, before the messages: in this order goes whoever needs both. */
export async function holdBatches(
  { db, dialect }: { readonly db: Db; readonly dialect: SqlDialect },
  messages: readonly { readonly batch: number | null }[],
): Promise<void> {
  const batches = messages.flatMap(({ batch }) => batch ?? [])
  await dialect.hold(db, 'batches', [...new Set(batches)])
}

/**
 * Lets the stored bytes of some requests go, in the caller's transaction, where the outcome of each of their messages
 * is definite. Every message that belonged to one of the requests lately must be among `members`.
 */
export async function closeBatch(
  trx: Db,
  { batch, members }: { readonly batch: number; readonly members: readonly number[] },
): Promise<void> {
  const open = await trx
    .selectFrom('messages')
    .select('key')
    .where('key', 'in', members)
    .where('batch', '=', batch)
    .where('state', 'in', ['claimed', 'uncertain'])
    .executeTakeFirst()
  if (open) return
  await sql`update batches set ${closedBatch} where key = ${batch}`.execute(trx)
}

/** The same for the requests of messages that were settled just now, whoever else belongs to them. The caller holds them. */
export async function closeBatches(trx: Db, settled: readonly { readonly batch: number | null }[]): Promise<void> {
  for (const batch of new Set(settled.map((row) => row.batch))) {
    if (batch === null) continue
    await sql`
      update batches
      set ${closedBatch}
      where key = ${batch}
        and not exists (
          select 1
          from messages
          where ${isOpen}
            and state in ('claimed', 'uncertain')
            and messages.batch = batches.key
        )`.execute(trx)
  }
}
