import type { Db } from '../db/index.ts'
import type { DeliveryApp, MessageRow } from './delivery-app.ts'

/**
 * Takes messages for oneself until the caller's transaction ends, before the first of them is changed: statements that
 * change them one by one need no order of their own then. A single one has none.
 */
export async function holdMessages(
  trx: Db,
  { dialect }: Pick<DeliveryApp, 'dialect'>,
  rows: readonly Pick<MessageRow, 'key'>[],
): Promise<void> {
  if (rows.length < 2) return
  await dialect.hold(
    trx,
    'messages',
    rows.map(({ key }) => key),
  )
}
