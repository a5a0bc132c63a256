import type { Demo } from './open-demo.ts'

/** Of the first emails one may or may not have arrived, and one failed: what the outbox asks a person about. */
export async function withTrouble({ app: { db } }: Pick<Demo, 'app'>): Promise<void> {
  const sent = await db
    .selectFrom('messages')
    .select('key')
    .where('state', '=', 'submitted')
    .orderBy('key')
    .limit(2)
    .execute()
  const states = ['uncertain', 'failed'] as const
  for (const [at, { key }] of sent.entries()) {
    const state = states[at] ?? 'failed'
    await db
      .updateTable('messages')
      .set({ state, error: 'No answer', submitted_at: null, provider: null, first_attempt_at: 1 })
      .where('key', '=', key)
      .execute()
  }
}
