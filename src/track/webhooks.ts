import { sql } from 'kysely'
import type { Instant } from '../clock.ts'
import { addJobs, type DbContext, inTransaction, type Job } from '../db/index.ts'

/** What a mail service sent: its own id of the event, and the body as it came. */
export interface WebhookDelivery {
  readonly id: string
  readonly provider: string
  readonly body: string
  readonly receivedAt: Instant
}

/** Stores deliveries and the jobs of them in one transaction; what is known already is left alone (WH-05). */
export async function storeWebhooks(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  deliveries: readonly WebhookDelivery[],
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await dialect.runMany(
      trx,
      STORE,
      deliveries.map(({ id, provider, receivedAt, body }) => [id, provider, receivedAt, body]),
    )
    await addJobs(
      { db: trx, dialect },
      deliveries.map(({ id }) => webhookJob(id)),
    )
  })
}

/** The job of a stored event. They come one after the other, and the first works off all that wait. */
export function webhookJob(id: string): Job {
  return { name: 'webhook', key: `webhook ${id}`, payload: { id }, queue: 'webhook' }
}

/** Whether an event waits to be worked off. */
export async function anyWebhookWaits({ db }: Pick<DbContext, 'db'>): Promise<'yes' | 'no'> {
  const waiting = await db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('state', '=', sql.lit('new'))
    .limit(1)
    .executeTakeFirst()
  return waiting ? 'yes' : 'no'
}

const STORE = `
  insert into webhook_deliveries (id, provider, received_at, state, body)
  values (?, ?, ?, 'new', ?)
  on conflict (id) do nothing`
