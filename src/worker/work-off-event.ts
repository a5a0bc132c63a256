import { workOffWebhooks } from '../app/index.ts'
import type { Work } from './work.ts'

/** Works off all events that wait, the oldest first; the jobs of those go with them. */
export async function workOffEvent({ app, clock, stop }: Work): Promise<void> {
  await workOffWebhooks(app(), clock.now(), stop)
}
