import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decisionsOfRun, type DecisionFilter, type Position, uncertainCount } from '../../src/insights/index.ts'
import { openTestDb } from '../support/open-test-db.ts'

let store: Awaited<ReturnType<typeof openTestDb>>
const ctx = () => ({ db: store.db, dialect: store.dialect, now: 0 })

/** 30,000 decisions about as many customers: the last ones were skipped, 50 in the middle for the holdout. */
beforeEach(async () => {
  store = await openTestDb()
  await sql`
    insert into customers (key, id)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 30000)
    select n, 'c' || n from numbers`.execute(store.db)
  await sql`insert into runs (key, slot, started_at, state, summary) values (1, 1, 1, 'done', '{}')`.execute(store.db)
  await sql`
    insert into messages (key, campaign, step, customer, occasion, state, reason, purpose, template, run, started_at, due_day)
    select key, 'birthday', 'birthday', key, '2026',
      case when key > 29990 then 'uncertain' else 'skipped' end,
      case when key between 25001 and 25050 then 'holdout' else 'no_consent' end, 'marketing', 'birthday', 1, 0, 0
    from customers`.execute(store.db)
})
afterEach(() => store.close())

async function pages(filter: DecisionFilter, limit = 40) {
  const found: { sizes: number[]; keys: number[] } = { sizes: [], keys: [] }
  let after: Position | undefined
  do {
    const page = await decisionsOfRun(ctx(), 1, filter, { after, limit })
    found.sizes.push(page.rows.length)
    found.keys.push(...page.rows.map(({ key }) => key))
    after = page.next
  } while (after)
  return found
}

describe('the decisions of a long run', () => {
  it('are found page by page, each once', async () => {
    const { keys } = await pages({}, 7_000)
    expect(keys).toHaveLength(30_000)
    expect(new Set(keys).size).toBe(30_000)
  })

  it('a rare reason is looked for in 20,000 rows a page, so that no page waits for all', async () => {
    expect(await pages({ reason: 'holdout' })).toMatchObject({ sizes: [0, 40, 10] })
  })

  it('of one customer are found at once', async () => {
    expect(await pages({ customers: [29_995] })).toEqual({ sizes: [1], keys: [29_995] })
    expect(await pages({ customers: [29_995], state: 'skipped' })).toEqual({ sizes: [0], keys: [] })
  })

  it('of which nobody knows the outcome are counted through the index of open messages', async () => {
    expect(await uncertainCount(ctx())).toBe(10)
  })
})
