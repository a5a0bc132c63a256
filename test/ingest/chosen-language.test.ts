import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { shopFolder } from '../cli/run-in-shop.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDb } from '../../src/db/index.ts'

describe('a language that the customer chose', () => {
  it('stays, whatever a file says later, and the file changes nothing by it', async () => {
    const shop = shopFolder('2026-11-22T09:30:00Z')
    const file = (language: string) =>
      writeFileSync(join(shop.dir, 'c.csv'), `customer_id,email,language\nana,ana@shop.example,${language}\n`)
    file('en')
    await shop.run('import', 'customers', 'c.csv')
    const open = await openDb('sqlite:data/perennial.db', shop.dir, 0)
    await sql`update customers set language = 'cs', language_chosen_at = 1`.execute(open.db)

    file('hr')
    const report = (await shop.run('import', 'customers', 'c.csv', '--json')).json<{ unchanged: number }>()

    expect(report.unchanged).toBe(1)
    expect(await open.db.selectFrom('customers').select('language').execute()).toEqual([{ language: 'cs' }])
    await open.close()
    shop.remove()
  })
})
