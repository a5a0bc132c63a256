import { afterEach, describe, expect, it } from 'vitest'
import { hour, minute, morning } from '../deliver/a-delivery.ts'
import { patience, seed, sized, tell, verdictOf } from './harness.ts'
import { openStage, type Stage } from './in-process.ts'

let stage: Stage
afterEach(() => stage.close())
const verdict = () => verdictOf(stage.open, stage.fake.ledger())

describe('T08: the life of a key', () => {
  const trials = sized(10, 100)

  it.each([
    ['22 h 59', 23 * hour - minute, 'submitted'],
    ['23 h 01', 23 * hour + minute, 'uncertain'],
    ['24 h 01', 24 * hour + minute, 'uncertain'],
    ['48 h', 48 * hour, 'uncertain'],
  ] as const)('silent for %s after the first attempt', { timeout: patience }, async (_silence, after, state) => {
    stage = await openStage(trials, { most: 1 })
    // Accepted, and nobody hears of it: three at a time, for three silences end a delivery.
    await stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', times: trials }] })
    while ((await stage.fake.tell({})).accepted < trials) {
      await stage.app.db
        .updateTable('messages')
        .set({ lease_until: morning + 8 * minute })
        .where('state', '=', 'claimed')
        .execute()
      await once(stage)
    }
    stage.clock.now = morning + after
    // The service’s list would settle it (SEND-08 b): here it must not help.
    const { find: _, ...provider } = stage.app.provider
    stage.app = { ...stage.app, provider }
    for (let i = 0; i < trials; i += 1) await once(stage)
    const posts = Object.values((await stage.fake.tell({})).answered).reduce((sum, times) => sum + times, 0)
    expect({ seed, ...(await verdict()) }).toMatchObject({ seed, lost: 0, duplicated: 0, [state]: trials })
    if (state === 'uncertain') expect(posts).toBe(trials)
    tell('T08', `no answer for ${_silence}`, trials, await verdict())
  })
})

/** A delivery that waits for nothing: the clock stands. */
async function once({ app, clock }: Stage): Promise<void> {
  const { deliverDue } = await import('../../src/deliver/index.ts')
  await deliverDue(app, { now: () => clock.now, sleep: async () => undefined })
}

describe('T09: what changes between a crash and the retry', () => {
  it('changes no byte of what is sent again', { timeout: patience }, async () => {
    const trials = sized(60, 7000)
    let edits = 0
    stage = await openStage(trials, {
      most: 3,
      renderMessage: async (_ctx, rows) =>
        rows.map((row) => ({
          to: { name: undefined, address: `c${row.customer}@shop.example` },
          subject: `Edited ${edits} times`,
          html: `<p>${edits}</p>`,
          text: `${edits}`,
          unsubscribe: `https://mail.kava.example/u/${edits}`,
        })),
    })
    await stage.fake.tell({ faults: [{ at: 'accepted', what: 'reset', share: 0.5 }] })
    for (let i = 0; i < trials * 4 && (await stage.deliver()).waiting > 0; i += 1) {
      edits += 1
      await stage.open.db
        .updateTable('customers')
        .set({ first_name: `Name ${edits}` })
        .execute()
      await stage.open.db
        .updateTable('messages')
        .set({ template: `other-${edits}`, variant: 'b' })
        .execute()
      stage.clock.now += minute
    }
    const { answered } = await stage.fake.tell({})
    tell('T09', 'templates, customers and variants changed before a retry', answered.replayed ?? 0, await verdict())
    expect(answered['409']).toBeUndefined()
    expect(answered.replayed).toBeGreaterThan(3)
    expect({ seed, ...(await verdict()) }).toEqual({
      seed,
      ...{ lost: 0, duplicated: 0, submitted: trials, failed: 0, uncertain: 0 },
    })
  })
})
