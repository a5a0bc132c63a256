import { workOffWebhooks } from '../app/index.ts'
import { emptyLog, LONGEST_LOG } from '../db/index.ts'
import { tick } from '../schedule/index.ts'
import { deliverOnce } from './deliver-once.ts'
import { keepList } from './keep-list.ts'
import { slotsOf } from './slots.ts'
import { payTraces, tellClock } from './tick-once.ts'
import { tidy } from './tidy.ts'
import type { Work } from './work.ts'

/**
 * A tick where one process does everything, as on SQLite: the steps of the jobs, one after the other. `tidied` is what
 * the last tick returned: the books are looked at after runs, and first of all, because the program may have ended
 * before it came to that.
 */
export async function workInOneProcess(work: Work, tidied: 'owed' | 'done'): Promise<'owed' | 'done'> {
  const { clock, stop } = work
  const app = work.app()
  await payTraces(app)
  const { runSlot, tell } = slotsOf(work)
  const ticked = await tick(app, clock, runSlot, stop, tell)
  tellClock(work, ticked.clock, ticked.leftOut)
  const ran = ticked.ran.length > 0
  await workOffWebhooks(app, clock.now(), stop)
  const { submitted, failed, uncertain } = await deliverOnce(work)
  if (stop.aborted) return ran ? 'owed' : tidied
  await keepList(work)
  work.heard.ticked()
  if (submitted + failed + uncertain === 0 && !ran) await tendLog(work)
  // Reading all that was ever sent takes a second for a million: once a day is enough.
  if ((tidied === 'done' && !ran) || stop.aborted) return ran ? 'owed' : tidied
  await tidy(work)
  return 'done'
}

/** While nothing is to be done the log of the database is written back. */
async function tendLog({ app }: Work): Promise<void> {
  const { bytes } = await emptyLog(app(), 'at once')
  if (bytes <= LONGEST_LOG) return
  app().log.warn('the log of the database is long: some program reads without an end', { bytes })
}
