import { type RawBuilder, sql } from 'kysely'
import { type DbContext, scratchName } from '../db/index.ts'

/** The scratch tables of one evaluation. */
export interface Scratch {
  /** Fills a new table and returns its name. `order`: columns to keep an index of, so that groups need no sorting. */
  make(purpose: string, query: RawBuilder<unknown>, order?: readonly string[]): Promise<string>
  /** The same with the rows of several queries. */
  gather(purpose: string, queries: readonly RawBuilder<unknown>[]): Promise<string>
  /** Drops all of them. */
  close(): Promise<void>
}

/** Keeps count of scratch tables, so that they can be dropped together. */
export function openScratch({ db, dialect }: DbContext): Scratch {
  const tables: string[] = []
  const make = async (purpose: string, query: RawBuilder<unknown>, order: readonly string[] = []): Promise<string> => {
    const name = scratchName(purpose)
    await dialect.scratch(db, name, query)
    tables.push(name)
    if (order.length > 0) {
      const columns = sql.join(order.map((column) => sql.ref(column)))
      await sql`create index ${sql.table(`${name}_order`)} on ${sql.table(name)} (${columns})`.execute(db)
    }
    return name
  }
  return {
    make,
    async gather(purpose, [first, ...others]) {
      if (!first) throw new Error('nothing to gather')
      const name = await make(purpose, first)
      for (const query of others) await sql`insert into ${sql.table(name)} ${query}`.execute(db)
      return name
    },
    async close() {
      for (const name of tables.splice(0)) await sql`drop table if exists ${sql.table(name)}`.execute(db)
    },
  }
}
