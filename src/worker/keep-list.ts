import { keepSuppressionList } from '../app/index.ts'
import type { Work } from './work.ts'

/** Keeps the mail service's own list of suppressed addresses and ours the same. */
export async function keepList({ app, clock, stop }: Work): Promise<void> {
  const { log } = app()
  const kept = await keepSuppressionList(app(), clock.now(), stop)
  if (kept?.fault !== undefined) log.warn('the list of suppressed addresses was not kept', { reason: kept.fault })
  if (kept?.refused) log.warn('the list of suppressed addresses takes some for no address', { count: kept.refused })
}
