import { type App, payWipe } from '../app/index.ts'
import { addJobs, type Job } from '../db/index.ts'
import { beginTick, type ClockState } from '../schedule/index.ts'
import { anyWebhookWaits, webhookJob } from '../track/index.ts'
import { slotJob } from './slots.ts'
import type { Work } from './work.ts'

/** What is to be looked at each minute: which slot is due, and what was left behind without a job. */
export async function tickOnce(work: Work): Promise<void> {
  const app = work.app()
  const ctx = app.at(work.clock.now())
  const { moved, due } = await beginTick(ctx, app.shop)
  tellClock(work, moved, due.leftOut)
  const [slot] = due.slots
  const wanted: Job[] = [{ name: 'keep-list', key: 'keep-list', payload: {}, tries: 1 }]
  if (slot !== undefined) wanted.push(slotJob('refresh-facts', slot))
  // Stored before the first worker came, or by a command.
  if ((await anyWebhookWaits(ctx)) === 'yes') wanted.push(webhookJob('of before'))
  await addJobs(ctx, wanted)
  await payTraces(app)
  work.heard.ticked()
}

/** Says that the clock jumped and that missed days were left out. */
export function tellClock({ app, heard }: Work, moved: ClockState, leftOut: number): void {
  const { log } = app()
  if (moved !== 'steady') log.warn('the clock jumped', { clock: moved })
  if (leftOut === 0) return
  log.warn('missed days left out', { leftOut })
  heard.said(`${leftOut === 1 ? '1 missed day' : `${leftOut} missed days`} too long ago to make up for`)
}

/** Somebody was erased while we had the database open. */
export async function payTraces(app: App): Promise<void> {
  const wipe = await payWipe(app)
  if (wipe !== 'nothing owed') app.log[wipe === 'wiped' ? 'info' : 'warn']('traces of an erasure', { wipe })
}
