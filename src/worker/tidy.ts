import { keepEngineSmall } from '../db/index.ts'
import { dayOnThread } from '../schedule/index.ts'
import type { Work } from './work.ts'

/** Removes what the shop no longer keeps and balances the books of all messages. */
export async function tidy({ app, clock, stop, heard }: Work): Promise<void> {
  const tidied = await dayOnThread<'tidy'>(app(), clock.now(), { kind: 'tidy' }, stop)
  if (tidied.forgotten.events > 0) app().log.info('old reports removed', { ...tidied.forgotten })
  for (const fault of tidied.faults) heard.failed('The books do not balance', fault)
  await keepEngineSmall(app())
}
