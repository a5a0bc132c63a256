import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { later } from '../support/later.ts'
import { numbersFrom } from '../support/numbers-from.ts'
import { queueEmails } from '../support/queue-emails.ts'
import { whichDatabase } from '../support/which-database.ts'
import { built } from '../worker/a-shop.ts'
import { full, patience, seed, sized, tell } from './harness.ts'
import { type House, openHouse, reckoning, settled } from './house.ts'

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
    // A few become due at a time, so that each harm meets many small requests.
    const start = Date.now() + 1_000
    await sql`update messages set send_at = ${start} + customer * ${10}`.execute(house.shop.app.db)
    house.staff(8, 'worker', '--concurrency', '2')

    const random = numbersFrom(seed)
    while (Date.now() < start || anyLeft()) {
      await later(random() * sized(200, 2_000))
      const dice = random()
      if (dice < 0.4 && house.harm.killed < wanted.killed) await house.killOne(random)
      else if (dice < 0.9 && house.harm.broken < wanted.broken)
        await house.breakConnections(1 + Math.floor(random() * 6))
      else if (house.harm.restarted < wanted.restarted) {
        await house.restart(random() < 0.5 ? 'orderly' : 'at once', random() * sized(500, 8_000))
      }
    }
    await settled(house, 15 * 60_000, full ? 'no' : 'hurry')
    const verdict = await reckoning(house)
    const { killed, broken, restarted } = house.harm
    const what = `8 workers: ${killed} SIGKILLs, ${broken} connections cut, ${restarted} restarts of the server`
    tell('T40', what, killed + broken + restarted, verdict)
    expect({ seed, ...verdict }).toEqual({
      ...{ seed, lost: 0, duplicated: 0, accepted: emails },
      ...{ submitted: emails, failed: 0, uncertain: 0, skipped: 0, faults: [] },
    })
  })

  function anyLeft(): boolean {
    return (Object.keys(wanted) as (keyof typeof wanted)[]).some((harm) => house.harm[harm] < wanted[harm])
  }
})
