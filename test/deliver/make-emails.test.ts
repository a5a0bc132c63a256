import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { openTestDb } from '../support/open-test-db.ts'
import { deliverAt, deliveryApp, emailFor, minute, morning, queued, states, subscribers } from './a-delivery.ts'

let open: OpenDb
beforeEach(async () => {
  open = await openTestDb()
})
afterEach(() => open.close())

const gone = () => Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })

it.each([1, 2])(
  'a database that goes away while %i emails are made makes none of them fail for good',
  async (emails) => {
    const keys = Array.from({ length: emails }, (_, i) => i + 1)
    await subscribers(open.db, ...keys)
    await queued(
      open.db,
      keys.map((customer) => ({ customer })),
    )
    let breaks = 2
    const app = deliveryApp(open, {
      async renderMessage(_ctx, rows) {
        // First for all of them, and then for one of them alone.
        if (breaks === 2 || (breaks === 1 && rows[0]?.key === 1)) {
          breaks -= 1
          throw gone()
        }
        return rows.map(emailFor)
      },
    })
    for (const _ of [1, 2]) await expect(deliverAt(app, morning)).rejects.toThrow('terminating connection')
    expect(await states(open.db)).toEqual(keys.map(() => 'queued'))
    await deliverAt(app, morning + 2 * minute)
    expect(await states(open.db)).toEqual(keys.map(() => 'submitted'))
  },
)
