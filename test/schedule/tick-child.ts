/** A process that ticks whenever it is told an instant: `tick-child DIR [DATABASE]`. */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock } from '../../src/clock.ts'
import { openDb } from '../../src/db/index.ts'
import { tick } from '../../src/schedule/tick.ts'

const [dir = '', database = 'sqlite:shop.db'] = process.argv.slice(2)
const shop = { timeZone: 'Europe/Zagreb', sendAt: { time: '09:00', clock: 'customer' } } as const
const clock = fixedClock(0)
const { db, dialect, close } = await openDb(database, dir, 0)
process.on('message', async (now: number) => {
  clock.set(now)
  await tick({ db, dialect, shop }, clock, async ({ slot }) => {
    appendFileSync(join(dir, 'ran'), `${slot}\n`)
    return {}
  })
  process.send?.('ticked')
})
process.on('disconnect', close)
process.send?.('ready')
