import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OpenDb } from '../../src/db/index.ts'
import { invariant, releaseQuarantine, startQuarantine } from '../../src/deliver/index.ts'
import { resendEvents } from '../../src/providers/index.ts'
import { processWebhooks, storeWebhooks } from '../../src/track/index.ts'
import { morning, queued, subscribers } from '../deliver/a-delivery.ts'
import { eventBody, openInstallation } from './webhooks.ts'

let open: OpenDb
beforeEach(async () => {
  open = await openInstallation()
  await subscribers(open.db, 1, 2)
})
afterEach(() => open.close())

it('a report on an email of before a restore settles it; one on what came after in the lost database is no one’s', async () => {
  await queued(open.db, [{ customer: 1 }])
  await startQuarantine(open, 'restored', morning)
  await releaseQuarantine({ ...open, file: undefined, provider: { repeatable: 1 } }, morning)
  await queued(open.db, [{ customer: 2 }])
  const ctx = { ...open, now: morning }
  const deliveries = [1, 2].map((message) => ({
    id: `e${message}`,
    provider: 'resend',
    body: eventBody('email.delivered', message, morning),
    receivedAt: morning,
  }))
  await storeWebhooks(ctx, deliveries)
  const { readResendEvent } = await resendEvents()
  await processWebhooks(ctx, (_provider, body) => readResendEvent(body))
  const rows = await open.db.selectFrom('messages').select(['state', 'outcome']).orderBy('key').execute()
  expect(rows).toEqual([
    { state: 'submitted', outcome: 'delivered' },
    { state: 'queued', outcome: null },
  ])
  expect((await invariant(open)).faults).toEqual([])
})
