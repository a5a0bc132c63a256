import type { Instant } from '../clock.ts'
import type { DbContext } from '../db/index.ts'
import type { SuppressionList } from '../providers/index.ts'
import { hearList } from './hear-list.ts'
import { type ListFault, listFault, noteFault } from './list-fault.ts'
import { releaseList } from './release-list.ts'
import { tellList } from './tell-list.ts'

/** What went to the mail service's own list of suppressed addresses, and what came from it. */
export interface ListKept {
  readonly told: number
  /** Addresses that the service takes for none: they are stepped over. */
  readonly refused: number
  readonly heard: number
  /** Why it could not be asked, in the service's words. */
  readonly fault: string | undefined
}

const AN_HOUR = 3_600_000

/**
 * Keeps the service's list and ours the same (RES-03): what was suppressed here since the last time goes to it at once,
 * what came onto it comes here once a day, should its event have been lost, and what was lifted here leaves it. After a
 * failure it is left alone for an hour: nobody gets an email because of it. `stop` ends it, and is no failure.
 */
export async function keepList(ctx: DbContext, list: SuppressionList, stop: AbortSignal): Promise<ListKept> {
  const before = await listFault(ctx)
  if (before && isFresh(before, ctx.now)) return { told: 0, refused: 0, heard: 0, fault: undefined }
  const unreleased = await releaseList(ctx, list, stop)
  const { told, refused, fault: untold } = await tellList(ctx, list, stop)
  const { count: heard, fault: unheard } = await hearList(ctx, list, stop)
  const fault = stop.aborted ? undefined : (unreleased ?? untold ?? unheard)
  if (!stop.aborted) await noteFault(ctx, fault)
  return { told, refused, heard, fault }
}

function isFresh({ at }: ListFault, now: Instant): boolean {
  return at <= now && now < at + AN_HOUR
}
