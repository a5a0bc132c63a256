import { sql } from 'kysely'
import type { App } from '../../src/app/index.ts'
import type { Instant } from '../../src/clock.ts'
import { inTransaction, onOneConnection } from '../../src/db/index.ts'
import { openEvaluation, refreshMembers } from '../../src/segments/index.ts'
import { evaluationContext, nameOf } from '../../src/app/index.ts'
import { generateShop } from './generate-shop.ts'

const DAY = 86_400_000
const RUNS = 60

/**
 * Fills an empty shop: customers with names and consent, five orders each, 60 runs, and two messages a customer spread
 * over them. The last three runs left their memberships behind.
 */
export async function fillWithRuns(app: App, { customers, now }: { customers: number; now: Instant }): Promise<void> {
  const slot = now - 1_800_000
  if ((await app.db.selectFrom('runs').select('key').limit(1).execute()).length > 0) return
  await generateShop(app, { customers, orders: 5 * customers, now })
  console.error('writing runs and messages …')
  await inTransaction(app.db, async (trx) => {
    await sql`
      update customers
      set first_name = 'Maja' || (key % 977), last_name = 'Horvat' || (key % 1009),
        first_name_folded = 'maja' || (key % 977), last_name_folded = 'horvat' || (key % 1009),
        email = id || '@shop.example', email_folded = id || '@shop.example'`.execute(trx)
    await sql`
      insert into consents (customer, status, recorded_at, source)
      select key, case when key % 7 = 0 then 'unsubscribed' else 'subscribed' end, 1, 'bench'
      from customers`.execute(trx)
    for (let back = RUNS - 1; back >= 0; back -= 1) {
      const segments = Object.fromEntries(app.segments.map(({ name }, i) => [name, 1000 * (i + 1) - back]))
      const summary = JSON.stringify({ customers, segments, queued: customers / 30, waiting: 10, skipped: 5 })
      const at = slot - back * DAY
      const row = { key: RUNS - back, slot: at, started_at: at, finished_at: at, state: 'done', summary }
      await trx.insertInto('runs').values(row).execute()
    }
    for (const [i, campaign] of ['birthday', 'win-back'].entries()) {
      await sql`
        insert into messages (campaign, step, customer, occasion, state, reason, purpose, template, topic, run, started_at,
          due_day, day, send_at, submitted_at, provider, provider_id, outcome)
        select ${campaign}, ${campaign}, key, '2026',
          case when key % 10 = 0 then 'skipped' when key % 5003 = 0 then 'failed' else 'submitted' end,
          case when key % 100 = 0 then 'holdout' when key % 10 = 0 then 'no_consent' else 'due' end,
          'marketing', ${campaign}, 'offers', 1 + (key + ${i}) % ${RUNS}, ${slot}, 20000, 20000,
          ${slot} - (${RUNS} - 1 - (key + ${i}) % ${RUNS}) * ${DAY},
          case when key % 10 = 0 or key % 5003 = 0 then null else ${slot} - (${RUNS} - 1 - (key + ${i}) % ${RUNS}) * ${DAY} end,
          'resend', 're_' || key, case when key % 9 = 0 then 'clicked' else 'delivered' end
        from customers`.execute(trx)
    }
  })
  for (const back of [2, 1, 0]) {
    await onOneConnection(app.db, (db) =>
      inTransaction(db, async (trx) => {
        const evaluation = openEvaluation(evaluationContext(app, trx, slot - back * DAY))
        await refreshMembers(evaluation, { slot: slot - back * DAY, files: app.files.segments.map(nameOf) })
        await evaluation.close()
      }),
    )
  }
}
