import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { inTransaction } from '../../src/db/index.ts'
import { type Move, openEvaluation, refreshMembers } from '../../src/segments/index.ts'
import { aStory, at, type Story } from './a-day.ts'

const SILENT = { silent: '{all: [{last_order: more than 10 days ago}]}' }

/** A daily run: history is written, and the run's summary says which segments it counted. */
async function run(story: Story, day: string, files?: readonly string[]): Promise<Record<string, Move>> {
  return story.on(day, ({ ctx }) =>
    inTransaction(ctx.db, async (db) => {
      const evaluation = openEvaluation({ ...ctx, db })
      const moves = await refreshMembers(evaluation, { slot: at(day), ...(files ? { files } : {}) })
      await evaluation.close()
      const sizes = Object.fromEntries([...moves].map(([name, { size }]) => [name, size]))
      await sql`
        insert into runs (slot, started_at, finished_at, state, summary)
        values (${at(day)}, ${at(day)}, ${at(day)}, 'done', ${JSON.stringify({ segments: sizes })})`.execute(db)
      return Object.fromEntries(moves)
    }),
  )
}

async function stays(story: Story): Promise<string[]> {
  const day = (instant: number | null) =>
    instant === null || instant === 0 ? '…' : new Date(instant).toISOString().slice(0, 10)
  const { rows } = await sql<{ segment: string; id: string; entered_at: number; left_at: number | null }>`
    select segment, customers.id, entered_at, left_at
    from memberships join customers on customers.key = memberships.customer
    order by customers.id, entered_at`.execute(story.db)
  return rows.map(({ segment, id, entered_at, left_at }) => `${segment} ${id} ${day(entered_at)}–${day(left_at)}`)
}

describe('the history of memberships', () => {
  it('begins with those who were members a day earlier, without a day of entry', async () => {
    const story = await aStory({ ana: ['2026-01-01'], bo: ['2026-01-10'], cleo: ['2026-01-20'] }, SILENT)
    expect(await run(story, '2026-01-21')).toEqual({ silent: { size: 2, entered: 1, left: 0 } })
    expect(await stays(story)).toEqual(['silent ana …–…', 'silent bo 2026-01-21–…'])
  })

  it('keeps who entered and who left, and when', async () => {
    const story = await aStory({ ana: ['2026-01-01', '2026-01-20'], bo: ['2026-01-10'] }, SILENT)
    await run(story, '2026-01-19')
    expect(await run(story, '2026-01-20')).toEqual({ silent: { size: 0, entered: 0, left: 1 } })
    expect(await run(story, '2026-01-21')).toEqual({ silent: { size: 1, entered: 1, left: 0 } })
    expect(await run(story, '2026-01-31')).toEqual({ silent: { size: 2, entered: 1, left: 0 } })
    expect(await stays(story)).toEqual(['silent ana …–2026-01-20', 'silent ana 2026-01-31–…', 'silent bo 2026-01-21–…'])
  })

  it('is kept of more segments than there are bits in a word', async () => {
    const days = Array.from({ length: 70 }, (_, i) => i + 1)
    const whos = Object.fromEntries(
      days.map((day) => [`quiet-${day}`, `{all: [{last_order: more than ${day} days ago}]}`]),
    )
    const story = await aStory({ ana: ['2026-01-01'], bo: ['2026-01-01', '2026-03-01'] }, whos)
    await run(story, '2026-02-01')
    // Everything is read again, as after a rule has changed.
    await sql`delete from segment_states`.execute(story.db)
    const moves = await run(story, '2026-03-03')
    const moved = days.map((day) => moves[`quiet-${day}`])
    const expected = days.map((day) => ({
      size: (day < 61 ? 1 : 0) + (day < 2 ? 1 : 0),
      entered: day >= 31 && day < 61 ? 1 : 0,
      left: day >= 2 && day < 31 ? 1 : 0,
    }))
    expect(moved).toEqual(expected)
  })

  it('changes nothing when the same slot runs twice', async () => {
    const story = await aStory({ ana: ['2026-01-01'], bo: ['2026-01-10'] }, SILENT)
    await run(story, '2026-01-21')
    const before = await stays(story)
    await story.on('2026-01-21', ({ ctx }) => refreshMembers(openEvaluation(ctx), { slot: at('2026-01-21') }))
    expect(await stays(story)).toEqual(before)
  })

  it('ends where a file is gone, and goes on where it is only broken', async () => {
    const story = await aStory({ ana: ['2026-01-01'] }, SILENT)
    await run(story, '2026-01-21')
    await sql`insert into memberships values ('broken', 1, 0, null), ('gone', 1, 0, null)`.execute(story.db)
    await run(story, '2026-01-22', ['silent', 'broken'])
    expect(await stays(story)).toEqual(
      expect.arrayContaining(['gone ana …–2026-01-22', 'broken ana …–…', 'silent ana …–…']),
    )
  })
})

describe('lines about the past of a segment', () => {
  const whos = {
    ...SILENT,
    just_silent: '{all: [{entered_segment: {name: silent, within: 2 days}}]}',
    back: '{all: [{left_segment: {name: silent, within: 2 days}}]}',
    long_silent: '{all: [{in_segment: {name: silent, for: at least 5 days}}]}',
  }
  const orders = { ana: ['2026-01-01', '2026-01-20'], bo: ['2026-01-10'], cleo: ['2025-06-01'] }

  it('look back over years without a run, a slot a day', async () => {
    const story = await aStory(
      { ana: ['2024-08-01', '2026-01-15'], bo: ['2026-01-15'] },
      {
        ...SILENT,
        once_silent: '{all: [{entered_segment: silent}]}',
        long_back: '{all: [{left_segment: {name: silent, before: 2026-01-19}}]}',
      },
    )
    expect(await story.members('2026-01-20', 'once_silent')).toEqual(['ana'])
    expect(await story.members('2026-01-20', 'long_back')).toEqual(['ana'])
  }, 30_000)

  it('are worked out from the orders where no run took place', async () => {
    const story = await aStory(orders, whos)
    expect(await story.members('2026-01-20', 'just_silent')).toEqual([])
    expect(await story.members('2026-01-21', 'just_silent')).toEqual(['bo'])
    expect(await story.members('2026-01-23', 'just_silent')).toEqual(['bo'])
    expect(await story.members('2026-01-24', 'just_silent')).toEqual([])
    expect(await story.members('2026-01-22', 'back')).toEqual(['ana'])
    expect(await story.members('2026-01-23', 'back')).toEqual([])
    expect(await story.members('2026-01-25', 'long_silent')).toEqual(['cleo'])
    expect(await story.members('2026-01-26', 'long_silent')).toEqual(['bo', 'cleo'])
  })

  it('say the same when every day had its run', async () => {
    const story = await aStory(orders, whos)
    for (let day = 12; day <= 26; day++) await run(story, `2026-01-${day}`)
    expect(await story.members('2026-01-23', 'just_silent')).toEqual(['bo'])
    expect(await story.members('2026-01-24', 'just_silent')).toEqual([])
    expect(await story.members('2026-01-22', 'back')).toEqual(['ana'])
    expect(await story.members('2026-01-25', 'long_silent')).toEqual(['cleo'])
    expect(await story.members('2026-01-26', 'long_silent')).toEqual(['bo', 'cleo'])
  })

  it('say the same when some days had theirs', async () => {
    const story = await aStory(orders, whos)
    for (const day of [12, 13, 19, 22]) await run(story, `2026-01-${day}`)
    expect(await story.members('2026-01-23', 'just_silent')).toEqual(['bo'])
    expect(await story.members('2026-01-24', 'just_silent')).toEqual([])
    expect(await story.members('2026-01-22', 'back')).toEqual(['ana'])
    expect(await story.members('2026-01-26', 'long_silent')).toEqual(['bo', 'cleo'])
  })

  it('believe the stored history where data came late', async () => {
    const story = await aStory(orders, whos)
    for (const day of [20, 21, 22]) await run(story, `2026-01-${day}`)
    // An order of bo's of 15 January arrives on the 23rd: he was a member all the same.
    await sql`insert into orders (id, customer, ordered_at, total, currency, status)
      values ('late', 2, ${at('2026-01-15')}, 100, 'EUR', 'paid')`.execute(story.db)
    expect(await story.members('2026-01-23', 'just_silent')).toEqual(['bo'])
    expect(await story.members('2026-01-23', 'back')).toEqual(['bo'])
  })

  it('list each change with its instant', async () => {
    const story = await aStory(orders, SILENT)
    const entered = await story.on('2026-01-26', async (evaluation) => {
      const table = await evaluation.changes({
        segment: 'silent',
        change: 'entered',
        within: (slot) => slot > at('2026-01-05'),
      })
      const { rows } = await sql<{ id: string; at: number }>`
        select id, at from ${sql.table(table)} as changes join customers on key = customer order by at`.execute(
        evaluation.ctx.db,
      )
      return rows.map((row) => `${row.id} ${new Date(row.at).toISOString().slice(0, 16)}`)
    })
    expect(entered).toEqual(['ana 2026-01-12T08:00', 'bo 2026-01-21T08:00'])
  })

  it.each([
    ['without a run', []],
    ['after runs on some days', [10, 11, 12, 13, 19]],
    ['after runs on all days', [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25]],
  ])('look back no further than asked, and find the same: %s', async (_which, days) => {
    const story = await aStory(orders, SILENT)
    for (const day of days) await run(story, `2026-01-${day}`)
    const enteredSince = (since: string, told: 'told' | 'not told') =>
      story.on('2026-01-26', async (evaluation) => {
        const within = (slot: number) => slot >= at(since)
        const limit = told === 'told' ? { since: at(since) } : {}
        const table = await evaluation.changes({ segment: 'silent', change: 'entered', within, ...limit })
        const { rows } = await sql`select customer, at from ${sql.table(table)} order by at, customer`.execute(
          evaluation.ctx.db,
        )
        return rows
      })
    for (const since of ['2026-01-05', '2026-01-12', '2026-01-13', '2026-01-20', '2026-01-22', '2026-01-30']) {
      expect(await enteredSince(since, 'told'), since).toEqual(await enteredSince(since, 'not told'))
    }
  })
})
