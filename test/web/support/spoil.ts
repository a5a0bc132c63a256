import { sql } from 'kysely'
import type { App } from '../../../src/app/index.ts'
import { inTransaction } from '../../../src/db/index.ts'
import { called } from '../../support/called.ts'

/**
 * Gives everybody and everything one of the texts as its name, and the newest run a decision about everybody. Returns
 * the ids of the customers, in the order of the texts.
 */
export async function spoil({ db }: App, texts: readonly string[]): Promise<string[]> {
  const customers = await db.selectFrom('customers').select(['key', 'id']).orderBy('key').execute()
  const run = await db.selectFrom('runs').select('key').orderBy('slot', 'desc').limit(1).executeTakeFirstOrThrow()
  await inTransaction(db, async (trx) => {
    for (const [index, { key, id }] of customers.entries()) {
      const text = texts[index % texts.length] ?? ''
      const names = { ...called(text, text), city: text, region: text, country: text }
      await trx.updateTable('customers').set(names).where('key', '=', key).execute()
      await trx
        .updateTable('customers')
        .set({ email: `${id}@kava.example` })
        .where('key', '=', key)
        .where('email', 'is', null)
        .execute()
      await sql`
        update order_lines
        set name = ${text}
        where "order" in (select key from orders where customer = ${key})
      `.execute(trx)
      await sql`
        insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day)
        values ('birthday', 'birthday', ${key}, 'hostile', 'skipped', 'no_consent', 'marketing', 'birthday', ${run.key}, 0, 0)
      `.execute(trx)
    }
    const products = await trx.selectFrom('products').select('id').execute()
    for (const [index, { id }] of products.entries()) {
      await trx
        .updateTable('products')
        .set({ name: texts[index] ?? '' })
        .where('id', '=', id)
        .execute()
    }
  })
  return customers.slice(0, texts.length).map(({ id }) => id)
}
