import { type Delivery, noDelivery } from '../deliver/index.ts'
import { deliver } from '../schedule/index.ts'
import type { Outcomes } from './outcomes.ts'
import type { Work } from './work.ts'

/** Hands over what is due, up to `atOnce` requests at a time, and tells of each part as it is written down. */
export async function deliverOnce(work: Work, atOnce?: number): Promise<Delivery> {
  const told = noDelivery()
  const tell = (delivery: Readonly<Delivery>) => {
    work.heard.handedOver(difference(delivery, told))
    Object.assign(told, delivery)
  }
  const delivery = await deliver(work.app(), work.clock, {
    signal: work.stop,
    ...(atOnce === undefined ? {} : { atOnce }),
    onProgress: ({ step, delivery: sofar }) => {
      if (step === 'recorded') tell(sofar)
    },
  })
  tell(delivery)
  work.heard.delivered(delivery)
  return delivery
}

function difference(now: Outcomes, before: Outcomes): Outcomes {
  return {
    submitted: now.submitted - before.submitted,
    failed: now.failed - before.failed,
    uncertain: now.uncertain - before.uncertain,
    skipped: now.skipped - before.skipped,
  }
}
