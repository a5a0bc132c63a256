import type { Db } from '../../src/db/index.ts'

/** A customer who subscribed: `ID@example.com`, born in 1990 on a day (`MM-DD`) where one is given. Gives the key. */
export async function addSubscriber(db: Db, id: string, birthDay: string | null): Promise<number> {
  const email = `${id}@example.com`
  const { key } = await db
    .insertInto('customers')
    .values({ id, email, email_folded: email, birth_day: birthDay, birth_year: 1990 })
    .returning('key')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('consents')
    .values({ customer: key, topic: null, status: 'subscribed', at: null, recorded_at: 0, source: 'test' })
    .execute()
  return key
}
