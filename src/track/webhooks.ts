import type { Instant } from '../clock.ts'
import { type DbContext, inTransaction } from '../db/index.ts'

/** What a mail service sent: its own id of the event, and the body as it came. */
export interface WebhookDelivery {
  readonly id: string
  readonly provider: string
  readonly body: string
  readonly receivedAt: Instant
}

/** Stores deliveries in one transaction; what is known already is left alone (WH-05). */
export async function storeWebhooks(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  deliveries: readonly WebhookDelivery[],
): Promise<void> {
  await inTransaction(db, (trx) =>
    dialect.runMany(
      trx,
      STORE,
      deliveries.map(({ id, provider, receivedAt, body }) => [id, provider, receivedAt, body]),
    ),
  )
}

const STORE = `
  insert into webhook_deliveries (id, provider, received_at, state, body)
  values (?, ?, ?, 'new', ?)
  on conflict (id) do nothing`
