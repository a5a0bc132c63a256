/** A process that ticks through sixty days as fast as it can: `tick-child DIR FIRST NAME` (see processes.test.ts). */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock } from '../../src/clock.ts'
import { openDb } from '../../src/db/index.ts'
import { tick } from '../../src/schedule/index.ts'

const [dir = '', first = '0', name = ''] = process.argv.slice(2)
const shop = { timeZone: 'Europe/Zagreb', sendAt: { time: '09:00', clock: 'customer' } } as const
const clock = fixedClock(Number(first))
const { db, dialect, close } = await openDb('sqlite:shop.db', dir, clock.now())
for (let day = 0; day < 60; day += 1) {
  for (let minute = 0; minute < 3; minute += 1) {
    clock.set(Number(first) + day * 86_400_000 + minute * 60_000)
    await tick({ db, dialect, shop }, clock, async ({ slot }) => {
      appendFileSync(join(dir, 'ran'), `${slot} ${name}\n`)
      return {}
    })
  }
}
await close()
