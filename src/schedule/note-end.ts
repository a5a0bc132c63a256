import type { DbContext } from '../db/index.ts'

/** Writes down when a run (key) was over, its thread and its commit included: pages say how long it took. */
export async function noteEnd({ db, now }: DbContext, run: number): Promise<void> {
  await db.updateTable('runs').set({ finished_at: now }).where('key', '=', run).where('state', '=', 'done').execute()
}
