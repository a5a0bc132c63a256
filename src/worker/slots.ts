import type { Instant } from '../clock.ts'
import type { Job } from '../db/index.ts'
import { dayOnThread, type RanSlot, type RunSlot, type RunSummary } from '../schedule/index.ts'
import type { Work } from './work.ts'

/** How a slot is run: on a thread, so that whoever asks is answered meanwhile; and told when it is over. */
export function slotsOf(work: Work): { readonly runSlot: RunSlot; tell(ran: RanSlot): void } {
  const { clock, stop, heard } = work
  let summary: RunSummary | undefined
  let begun = 0
  return {
    async runSlot({ slot }) {
      summary = undefined
      begun = clock.now()
      const run = await dayOnThread<'run'>(work.app(), begun, { kind: 'run', slot }, stop)
      summary = run.summary
      return summary
    },
    tell: (ran) => heard.ran(ran, ran.state === 'done' ? summary : undefined, clock.now() - begun),
  }
}

/** The jobs of one day come one after the other, whoever works. */
const DAY_QUEUE = 'day'

/** The job of a slot. Tried again only where its worker died: what fails by itself is the schedule's to try again. */
export function slotJob(name: 'refresh-facts' | 'plan', slot: Instant): Job {
  return { name, key: `${name} ${slot}`, payload: { slot }, queue: DAY_QUEUE, tries: 5 }
}

/** What comes after runs. */
export const tidyJob: Job = { name: 'tidy', key: 'tidy', payload: {}, queue: DAY_QUEUE, tries: 3 }

/** The slot of such a job. */
export function slotIn(payload: unknown): Instant {
  if (typeof payload === 'object' && payload !== null && 'slot' in payload) return Number(payload.slot)
  throw new Error('a job of a slot names none')
}
