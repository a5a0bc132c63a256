import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DbContext, OpenDb } from '../../src/db/index.ts'
import { pauseCampaign, pausedCampaigns, pausesOf, releaseCampaign } from '../../src/track/index.ts'
import { deliverAt, deliveryApp, morning, queued, states, subscribers } from '../deliver/a-delivery.ts'
import { openTestDb } from '../support/open-test-db.ts'

let open: OpenDb
let ctx: DbContext
beforeEach(async () => {
  open = await openTestDb()
  ctx = { ...open, now: morning }
})
afterEach(() => open.close())

describe('a campaign that the operator pauses', () => {
  it('keeps its emails in the queue until it is let go on', async () => {
    await subscribers(open.db, 1)
    await queued(open.db, [{ customer: 1 }])

    expect(await pauseCampaign(ctx, 'welcome', 'The coupon is wrong')).toBe('paused')
    await deliverAt(deliveryApp(open), morning)
    expect(await states(open.db)).toEqual(['queued'])

    expect(await releaseCampaign({ ...ctx, now: morning + 1 }, 'welcome', 'Mended')).toBe('released')
    await deliverAt(deliveryApp(open), morning + 1)
    expect(await states(open.db)).toEqual(['submitted'])
  })

  it('is paused once, and its log says why and until when', async () => {
    await pauseCampaign(ctx, 'welcome', 'The coupon is wrong')
    expect(await pauseCampaign(ctx, 'welcome', 'Twice')).toBe('paused already')
    expect(await pausedCampaigns(ctx)).toMatchObject([{ reason: 'operator', note: 'The coupon is wrong' }])

    await releaseCampaign({ ...ctx, now: morning + 1 }, 'welcome', 'Mended')
    await pauseCampaign({ ...ctx, now: morning + 2 }, 'welcome', 'Again')
    expect(await pausesOf(ctx, 'welcome')).toMatchObject([
      { at: morning + 2, note: 'Again', released_at: null },
      { at: morning, note: 'The coupon is wrong', released_at: morning + 1, release_note: 'Mended' },
    ])
  })
})
