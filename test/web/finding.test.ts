import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { isoInstant } from '../../src/clock.ts'
import { called } from '../support/called.ts'
import { morning, queued, subscribers } from '../deliver/a-delivery.ts'
import { openWeb } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>
beforeAll(async () => {
  web = await openWeb(async ({ db }) => {
    await subscribers(db, 1, 2, 3)
    const people = [called('Maja', 'Kovač'), called('Ana', 'Đurić-Šimić'), called('Ivo', 'Horvat')]
    for (const [at, names] of people.entries()) {
      await db
        .updateTable('customers')
        .set({ ...names, email_folded: `c${at + 1}@shop.example` })
        .where('key', '=', at + 1)
        .execute()
      await sql`insert into memberships (segment, customer, entered_at) values ('lapsed', ${at + 1}, 1)`.execute(db)
    }
    await queued(db, [{ customer: 1 }, { customer: 2 }, { customer: 3 }])
    await sql`update runs set summary = '{"segments": {"lapsed": 3}}'`.execute(db)
  })
})
afterAll(() => web.close())

const run = isoInstant(morning)

/** The screens on which a person looks for customers. */
const screens = {
  preview: '/preview/welcome-1?as=c3&find=',
  customers: '/customers?find=',
  members: '/segments/lapsed?q=',
  'a run': `/runs/${run}?customer=`,
  outbox: '/outbox?who=',
}

describe('one search finds the same customers on every screen', () => {
  it.each(Object.entries(screens))('%s', async (_, path) => {
    for (const text of ['Kovač', 'kovac', 'KOVAC maja', 'maja k', 'ovač', 'c1', 'c1@shop.example']) {
      const page = await web.settled(`${path}${encodeURIComponent(text)}`)
      const [results = ''] = page.split('Hardest cases')
      expect(results, text).toContain('>Maja Kovač</a>')
      expect(results, text).not.toContain('>Ana Đurić-Šimić</a>')
    }
    const [other = ''] = (await web.settled(`${path}duric`)).split('Hardest cases')
    expect(other).toContain('>Ana Đurić-Šimić</a>')
  })

  it('and says how to go on where more are called so than a filter looks at', async () => {
    const many = await openWeb(async ({ db }) => {
      const rows = Array.from({ length: 60 }, (_, n) => ({ key: n + 1, id: `k${n}`, ...called('Ana', 'Kovač') }))
      await db.insertInto('customers').values(rows).execute()
      await queued(
        db,
        rows.map(({ key }) => ({ customer: key })),
      )
    })
    const page = await (await many.get('/outbox?who=kovac')).text()
    expect(page).toContain('Only the first 50 customers found are looked at')
    await many.close()
  })
})
