import type { DbContext } from '../db/index.ts'
import type { ProviderEvent } from '../providers/index.ts'
import type { EventMessage } from './occurred.ts'

const COLUMNS = ['key', 'customer', 'campaign', 'template', 'topic', 'state'] as const

/**
 * Finds the messages that events are about: by our own id in the tag, which is there even where the answer to the
 * request was lost (BAT-04), else by the service's id. Ids of other installations are none of ours.
 */
export async function messagesById(
  { db }: Pick<DbContext, 'db'>,
  events: readonly Pick<ProviderEvent, 'messageId' | 'providerId'>[],
): Promise<(event: Pick<ProviderEvent, 'messageId' | 'providerId'>) => EventMessage | undefined> {
  const row = await db.selectFrom('instance').select('value').where('name', '=', 'id').executeTakeFirst()
  const keyOf = ({ messageId }: Pick<ProviderEvent, 'messageId'>) => keyIn(messageId, row?.value)
  const keys = [...new Set(events.flatMap((event) => keyOf(event) ?? []))]
  const foreign = events.filter((event) => event.messageId === undefined && event.providerId !== undefined)
  const ids = [...new Set(foreign.flatMap(({ providerId }) => providerId ?? []))]
  const byKey =
    keys.length === 0 ? [] : await db.selectFrom('messages').select(COLUMNS).where('key', 'in', keys).execute()
  const byId =
    ids.length === 0
      ? []
      : await db
          .selectFrom('messages')
          .select([...COLUMNS, 'provider_id'])
          .where('provider_id', 'in', ids)
          .execute()
  const [keyed, identified] = [
    new Map(byKey.map((message) => [message.key, message])),
    new Map(byId.map((message) => [message.provider_id, message])),
  ]
  return (event) => {
    const key = keyOf(event)
    if (key !== undefined) return keyed.get(key)
    return event.messageId === undefined && event.providerId ? identified.get(event.providerId) : undefined
  }
}

/** The key in `8f3a01bc-1204`, where the first part is our own. */
function keyIn(messageId: string | undefined, instance: string | undefined): number | undefined {
  const found = /^([0-9a-f]{8})-(\d{1,15})$/.exec(messageId ?? '')
  return found && found[1] === instance ? Number(found[2]) : undefined
}
