import { sql } from 'kysely'
import { type DbContext, inTransaction } from '../db/index.ts'

/** The keys of some addresses in the table of links, new ones added. */
export async function storedLinks(
  { db, dialect }: Pick<DbContext, 'db' | 'dialect'>,
  urls: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Set(urls)]
  if (wanted.length === 0) return new Map()
  const find = () => db.selectFrom('links').select(['key', 'url']).where('url', 'in', wanted).execute()
  let rows = await find()
  if (rows.length < wanted.length) {
    await inTransaction(db, (trx) =>
      sql`
        insert into links (url)
        select given.url
        from ${dialect.rows(
          { url: 'text' },
          wanted.map((url) => [url]),
        )} as given
        where true
        on conflict (url) do nothing`.execute(trx),
    )
    rows = await find()
  }
  return new Map(rows.map(({ key, url }) => [url, key]))
}
