import type { Instant } from '../clock.ts'
import { inTransaction } from '../db/index.ts'
import { writeHalt } from './halts.ts'
import { foundAt, type GuardedApp } from './home.ts'
import { DATABASE, MOVED } from './standstill.ts'

/**
 * Says that the shop has moved from this database to another one: nothing is sent from here any more, so that both can
 * never send the same. `strange`: it was not at home here, and who knows what another one sent.
 */
export async function leaveHome(app: GuardedApp, to: string, now: Instant): Promise<'left' | 'strange'> {
  const halt = await app.db.selectFrom('halts').select('code').where('name', '=', DATABASE).executeTakeFirst()
  if (halt) return halt.code === MOVED ? 'left' : 'strange'
  const found = await foundAt(app)
  if (found !== 'home' && found !== 'new') return 'strange'
  const reason = `This shop moved to ${to}`
  await inTransaction(app.db, (trx) => writeHalt(trx, { name: DATABASE, since: now, until: null, code: MOVED, reason }))
  return 'left'
}
