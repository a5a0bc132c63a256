import type { Instant } from '../clock.ts'
import { type DbContext, forgetNote, note, noted } from '../db/index.ts'

/** When the service's list could not be asked, and why. */
export interface ListFault {
  readonly at: Instant
  readonly reason: string
}

const FAULT = 'suppressions_fault'

/** Why the list could not be kept the last time it was tried. */
export async function listFault(ctx: Pick<DbContext, 'db'>): Promise<ListFault | undefined> {
  const value = await noted(ctx, FAULT)
  return value === undefined ? undefined : (JSON.parse(value) as ListFault)
}

/** Notes what stood in the way now, or that nothing did. */
export async function noteFault(ctx: DbContext, reason: string | undefined): Promise<void> {
  if (reason === undefined) await forgetNote(ctx, FAULT)
  else await note(ctx, FAULT, JSON.stringify({ at: ctx.now, reason }))
}
