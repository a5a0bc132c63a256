import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { storeWebhooks } from '../../src/track/index.ts'
import { type Work, workInOneProcess } from '../../src/worker/index.ts'
import { queueEmails } from '../support/queue-emails.ts'
import { whichDatabase } from '../support/which-database.ts'
import { openWorkedShop, states, type WorkedShop } from './a-shop.ts'

const TICKS = 100
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

let shop: WorkedShop
afterEach(() => shop?.close())

describe.skipIf(whichDatabase() === 'postgres')('a process that does everything', () => {
  it('holds no more after hundreds of ticks, emails and events than after the first', { timeout: 60_000 }, async () => {
    shop = await openWorkedShop()
    await queueEmails(shop.app, 60)
    const failures: unknown[] = []
    const stop = new AbortController()
    const work = workOf(stop.signal, failures)
    const bytes: number[] = []
    for (let stretch = 0; stretch < 4; stretch += 1) {
      const before = held()
      await ticks(work, stretch * TICKS)
      bytes.push((held() - before) / TICKS)
    }
    expect({ failures, emails: await states(shop.app) }).toEqual({ failures: [], emails: { submitted: 60 } })
    // What warms up grows in some stretch, a leak in each of them.
    expect(Math.min(...bytes.slice(1)), `${bytes}`).toBeLessThan(2_500)
  })
})

async function ticks(work: Work, first: number): Promise<void> {
  for (let i = first; i < first + TICKS; i += 1) {
    await storeWebhooks(shop.app, [{ id: `e${i}`, provider: 'resend', body: '{}', receivedAt: Date.now() }])
    await workInOneProcess(work, 'done')
  }
}

function workOf(stop: AbortSignal, failures: unknown[]): Work {
  const nothing = () => {}
  const heard = { handedOver: nothing, delivered: nothing, ran: nothing, ticked: nothing, said: nothing }
  const failed = (what: string, error: unknown) => failures.push([what, error])
  return { app: () => shop.app, clock: systemClock, stop, deliverSoon: nothing, heard: { ...heard, failed } }
}

/** In bytes, after what nobody holds any more was collected. */
function held(): number {
  collect()
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
