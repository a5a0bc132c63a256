import { type DbContext, noted, packedId } from '../db/index.ts'
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
  const names = await ownNames(db)
  const keyOf = ({ messageId }: Pick<ProviderEvent, 'messageId'>) => keyIn(messageId, names)
  const keys = [...new Set(events.flatMap((event) => keyOf(event) ?? []))]
  const foreign = events.filter((event) => event.messageId === undefined && event.providerId !== undefined)
  const ids = [...new Set(foreign.flatMap(({ providerId }) => (providerId === undefined ? [] : packedId(providerId))))]
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
    return event.messageId === undefined && event.providerId ? identified.get(packedId(event.providerId)) : undefined
  }
}

/**
 * The names this installation goes by or went by, each with the last key that it speaks of: a restored database that
 * was released has a new name, and its old one's later messages were those of the database that was lost.
 */
async function ownNames(db: DbContext['db']): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom('instance').selectAll().where('name', 'like', 'former:%').execute()
  const id = await noted({ db }, 'id')
  const former = rows.map(({ name, value }) => [name.slice('former:'.length), Number(value)] as const)
  return new Map(id ? [...former, [id, Number.POSITIVE_INFINITY]] : former)
}

/** The key in `8f3a01bc-1204`, where the first part is one of our names. */
function keyIn(messageId: string | undefined, names: ReadonlyMap<string, number>): number | undefined {
  const [, name = '', key] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(messageId ?? '') ?? []
  return key !== undefined && Number(key) <= (names.get(name) ?? 0) ? Number(key) : undefined
}
