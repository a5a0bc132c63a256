import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { deliverDue } from '../../src/deliver/index.ts'
import { resendEvents } from '../../src/providers/index.ts'
import { pausedCampaigns, processWebhooks, storeWebhooks } from '../../src/track/index.ts'
import { signingSecret } from '../support/fake-resend/index.ts'
import { patience, tell, verdictOf } from './harness.ts'
import { openStage, type Stage } from './in-process.ts'

let stage: Stage
let webhooks: Awaited<ReturnType<typeof receiver>>
afterEach(async () => {
  webhooks.close()
  await stage.close()
})

/** Takes in what the fake reports, as the public pages do. */
async function receiver() {
  const server = createServer(async (request, response) => {
    const delivery = { id: String(request.headers['svix-id']), provider: 'resend', body: await text(request) }
    await storeWebhooks(stage.open, [{ ...delivery, receivedAt: stage.clock.now }])
    response.writeHead(200).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { url, close: () => server.close() }
}

/** Sends ten at a time, heeding what is reported after each, until nothing more goes; how many went. */
async function sendWhile(behaviour: { bounced?: number; complained?: number }, emails = 1_000): Promise<number> {
  // A seed of its own: of a share so small another one may need more emails to show.
  stage = await openStage(emails, { most: 10 }, { seed: 34, options: { behaviour } })
  webhooks = await receiver()
  await stage.fake.tell({ options: { webhooks: { url: webhooks.url(), secret: signingSecret(34) } } })
  const { readResendEvent } = await resendEvents()
  for (;;) {
    const { submitted } = await deliverDue(stage.app, { now: () => stage.clock.now, limit: 10 })
    if (submitted === 0) return stage.fake.ledger().length
    stage.clock.now += 120_000
    await stage.fake.tell({ flush: { order: 'shuffled', duplicated: 0.2 } })
    await processWebhooks({ ...stage.open, now: stage.clock.now }, (_provider, body) => readResendEvent(body))
  }
}

const paused = async () => (await pausedCampaigns(stage.open)).map(({ campaign, reason }) => `${campaign}: ${reason}`)

describe('T34: a campaign that does harm', () => {
  it('stops within 250 emails where 6 % bounce, and what is left waits', { timeout: patience }, async () => {
    const sent = await sendWhile({ bounced: 0.06 })
    expect(sent).toBeGreaterThanOrEqual(200)
    expect(sent).toBeLessThanOrEqual(250)
    expect(await paused()).toEqual(['welcome: bounces'])
    const { submitted, duplicated } = await verdictOf(stage.open, stage.fake.ledger())
    tell('T34', 'a campaign of which 6 % bounce', sent, { lost: sent - submitted, duplicated })
    expect([submitted, duplicated]).toEqual([sent, 0])
  })

  it('stops at the first complaint once 200 went out', { timeout: patience }, async () => {
    const sent = await sendWhile({ complained: 0.002 })
    const complaints = await stage.open.db
      .selectFrom('messages')
      .select('key')
      .where('outcome', '=', 'complained')
      .execute()
    expect(complaints.length).toBe(1)
    expect(sent).toBeLessThan(1_000)
    expect(await paused()).toEqual(['welcome: complaints'])
  })

  it('goes on to the end where all is well', { timeout: patience }, async () => {
    expect(await sendWhile({ bounced: 0.01 }, 300)).toBe(300)
    expect(await paused()).toEqual([])
  })
})
