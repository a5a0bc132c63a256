import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { later } from '../support/later.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { queueEmails } from '../support/queue-emails.ts'
import { whichDatabase } from '../support/which-database.ts'
import { built } from '../worker/a-shop.ts'
import { full, patience, seed, sized, tell } from './harness.ts'
import { type House, openHouse, reckoning, settled } from './house.ts'

/** Between two emails that become due, in ms. */
const GAP = 10
/** Connections that break together, on average. */
const CUT_AT_ONCE = 3.5

let house: House
afterEach(() => house?.close())

describe.skipIf(whichDatabase() === 'sqlite' || !built)('T40: eight workers on one PostgreSQL', () => {
  const wanted = { killed: sized(3, 300), broken: sized(8, 600), restarted: sized(1, 20) }

  it('killed, cut off and left by their server, lose nothing and send nothing twice', {
    timeout: patience,
  }, async () => {
    const emails = sized(600, 60_000)
    house = await openHouse({ latency: [50, 600], rate: 'none' })
    await queueEmails(house.shop.app, emails)
    // A few become due at a time, so that each harm meets many small requests; all is over with the last of them.
    const start = Date.now() + 1_000
    await sql`update messages set send_at = ${start} + customer * ${GAP}`.execute(house.shop.app.db)
    // Each costs a second of the machine to start.
    house.staff(full ? 8 : 4, 'worker', '--concurrency', '2')
    if (full) house.sayProgress()

    const random = numbersFrom(seed)
    const pause = (emails * GAP) / left().reduce((sum, harm) => sum + harm, 0)
    while (Date.now() < start || left().some((harm) => harm > 0)) {
      await later(2 * random() * pause)
      const [kills = 0, cuts = 0, restarts = 0] = left()
      const dice = random() * (kills + cuts + restarts)
      if (dice < kills) await house.killOne(random)
      else if (dice < kills + cuts) await house.breakConnections(Math.ceil(random() * (2 * CUT_AT_ONCE - 1)))
      else if (restarts > 0) await house.restart(random() < 0.5 ? 'orderly' : 'at once', random() * sized(500, 8_000))
    }
    await settled(house, 15 * 60_000, full ? 'no' : 'hurry')
    // Also those that were cut off while they began go on.
    expect(house.ended()).toEqual([])
    const verdict = await house.patiently(() => reckoning(house))
    const { killed, broken, restarted } = house.harm
    const what = `8 workers: ${killed} SIGKILLs, ${broken} connections cut, ${restarted} restarts of the server`
    tell('T40', what, killed + broken + restarted, verdict)
    expect({ seed, ...verdict }).toEqual({
      ...{ seed, lost: 0, duplicated: 0, accepted: emails },
      ...{ submitted: emails, failed: 0, uncertain: 0, skipped: 0, faults: [] },
    })
  })

  /** How many harms of each kind are still to be done. */
  function left(): number[] {
    const { killed, broken, restarted } = house.harm
    const cuts = (wanted.broken - broken) / CUT_AT_ONCE
    return [wanted.killed - killed, cuts, wanted.restarted - restarted].map((harm) => Math.max(0, harm))
  }
})
