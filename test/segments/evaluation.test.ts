import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Evaluation, type Flags, membersAt, openEvaluationOf } from '../../src/segments/index.ts'
import { aRule } from './a-segment.ts'
import { aStory, at, idsIn } from './a-day.ts'

/** A scratch table of rows to judge: customer key, instant, and the start since which events count. */
async function rowsOf(
  { ctx }: Evaluation,
  rows: readonly (readonly [number, string, string | null])[],
): Promise<string> {
  const data = rows.map(([customer, when, since], i) => [i + 1, customer, at(when), since === null ? null : at(since)])
  const columns = { subject: 'integer', customer: 'integer', at: 'integer', since: 'integer' } as const
  await ctx.dialect.scratch(ctx.db, 'rows_of_a_story', sql`select * from ${ctx.dialect.rows(columns, data)} as given`)
  return 'rows_of_a_story'
}

async function answers({ ctx }: Evaluation, flags: Flags, name: string): Promise<boolean[]> {
  const { rows } = await sql<Record<string, number>>`select * from ${sql.table(flags.table)} order by subject`.execute(
    ctx.db,
  )
  await sql`drop table rows_of_a_story`.execute(ctx.db)
  return rows.map((row) => row[flags.column(name)] === 1)
}

describe('members', () => {
  it('stand for everybody, and for nobody who does not exist yet', async () => {
    const story = await aStory(
      { ana: ['2026-01-10'], bo: [], cleo: ['2026-03-01'] },
      { silent: '{all: [{orders: exactly 0}]}' },
    )
    expect(await story.members('2026-02-01', 'silent')).toEqual(['bo'])
    expect(await story.members('2026-01-01', 'silent')).toEqual(['bo'])
  })

  it('see an order at the instant of the evaluation, and none later', async () => {
    const story = await aStory({ ana: ['2026-01-10'] }, { buyers: '{all: [{orders: at least 1}]}' })
    expect(await story.members('2026-01-10', 'buyers')).toEqual(['ana'])
    expect(await story.members('2026-01-10T07:59:59.999Z', 'buyers')).toEqual([])
  })

  it('of one segment may be asked for in another, however deep', async () => {
    const story = await aStory(
      { ana: ['2026-01-10', '2026-01-11'], bo: ['2026-01-10'], cleo: [] },
      {
        buyers: '{all: [{orders: at least 1}]}',
        loyal: '{all: [{in_segment: buyers}, {orders: at least 2}]}',
        others: '{all: [{in_segment: buyers}], none: [{in_segment: loyal}]}',
        any: '{any: [{in_segment: [loyal, others]}]}',
      },
    )
    expect(await story.members('2026-02-01', 'others')).toEqual(['bo'])
    expect(await story.members('2026-02-01', 'any')).toEqual(['ana', 'bo'])
  })

  it('have the first stage that holds, and only that', async () => {
    const whos = {
      new: '{all: [{orders: exactly 1}]}',
      buyers: '{all: [{orders: at least 1}]}',
      staged: '{all: [{stage: buyers}]}',
      stageless: '{none: [{stage: [new, buyers]}]}',
    }
    const story = await aStory({ ana: ['2026-01-10'], bo: ['2026-01-10', '2026-01-11'], cleo: [] }, whos, {
      stages: ['new', 'buyers'],
    })
    expect(await story.members('2026-02-01', 'staged')).toEqual(['bo'])
    expect(await story.members('2026-02-01', 'stageless')).toEqual(['cleo'])
  })

  it.each([
    ['top 40 percent', ['ana', 'bo', 'cleo']],
    ['top 1 percent', ['ana']],
    ['bottom 20 percent', ['dan', 'eve']],
    ['top 2 customers', ['ana', 'bo']],
    ['bottom 1 customer', ['dan']],
    ['top 100 customers', ['ana', 'bo', 'cleo', 'dan', 'eve']],
    ['above the average', ['ana']],
    ['below the median', ['dan', 'eve']],
  ])('who stand %s are found among customers with an order, ties in', async (phrase, expected) => {
    const orders = {
      ana: ['2026-01-01 90'],
      bo: ['2026-01-01 20'],
      cleo: ['2026-01-01 20'],
      dan: ['2026-01-01 5'],
      eve: ['2026-01-01 5'],
      fay: [],
    }
    const story = await aStory(orders, { x: `{all: [{total_spent: ${phrase}}]}` })
    expect(await story.members('2026-02-01', 'x')).toEqual(expected)
  })

  it('are listed by id as text, as of any day', async () => {
    const story = await aStory(
      { b: ['2026-01-10'], B: ['2026-01-10'], a: ['2026-01-20'] },
      { buyers: '{all: [{orders: at least 1}]}' },
    )
    const ids = await story.on('2026-02-01', ({ ctx }) => membersAt(ctx, 'buyers', at('2026-01-15')))
    expect(ids).toEqual(['B', 'b'])
  })

  it('are evaluated once for the same instant', async () => {
    const story = await aStory(
      { ana: ['2026-01-10'] },
      { x: '{all: [{orders: at least 1}]}', y: '{none: [{in_segment: x}]}' },
    )
    await story.on('2026-02-01', async (evaluation) => {
      const first = await evaluation.members(['x', 'y'])
      expect(await evaluation.members(['x'])).toBe(first)
      expect(() => first.list('z')).toThrow('was not evaluated')
    })
  })
})

describe('flags', () => {
  it('judge each row as of its own instant', async () => {
    const story = await aStory({ ana: ['2026-01-10', '2026-01-20'] }, {})
    const held = await story.on('2026-02-01', async (evaluation) => {
      const rows = await rowsOf(evaluation, [
        [1, '2026-01-05', null],
        [1, '2026-01-10', null],
        [1, '2026-01-25', null],
      ])
      return answers(
        evaluation,
        await evaluation.flags(rows, [{ name: 'x', rule: aRule('all: [{orders: exactly 1}]') }]),
        'x',
      )
    })
    expect(held).toEqual([false, true, false])
  })

  it('count events only after the start where a rule asks since the start', async () => {
    const story = await aStory({ ana: ['2026-01-10'], bo: ['2026-01-10', '2026-01-12'] }, {})
    const rule = aRule('any: [{bought: {channel: not set}}]')
    const held = await story.on('2026-02-01', async (evaluation) => {
      const rows = await rowsOf(evaluation, [
        [1, '2026-02-01', '2026-01-10'],
        [2, '2026-02-01', '2026-01-10'],
      ])
      const flags = await evaluation.flags(rows, [
        { name: 'since', rule, since: 'start' },
        { name: 'ever', rule },
      ])
      const since = await sql<Record<string, number>>`select * from ${sql.table(flags.table)} order by subject`.execute(
        evaluation.ctx.db,
      )
      return since.rows.map((row) => [row[flags.column('since')], row[flags.column('ever')]])
    })
    expect(held).toEqual([
      [0, 1],
      [1, 1],
    ])
  })

  it('ask for members and standings as of the row’s day', async () => {
    const story = await aStory(
      { ana: ['2026-01-10 50'], bo: ['2026-01-20 90'] },
      { buyers: '{all: [{orders: at least 1}]}' },
    )
    const held = await story.on('2026-02-01', async (evaluation) => {
      const rows = await rowsOf(evaluation, [
        [1, '2026-01-05', null],
        [1, '2026-01-15', null],
        [1, '2026-01-25', null],
      ])
      const rule = aRule('all: [{in_segment: buyers}, {total_spent: top 1 customer}]')
      return answers(evaluation, await evaluation.flags(rows, [{ name: 'x', rule }]), 'x')
    })
    expect(held).toEqual([false, true, false])
  })

  it('ask for members among a few of many as among all of them', async () => {
    const others = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`other-${i}`, ['2026-01-02']]))
    const story = await aStory(
      { ana: ['2026-01-10'], bo: ['2026-01-20'], ...others },
      {
        buyers: '{all: [{orders: at least 1}]}',
        once: '{all: [{in_segment: buyers}, {orders: exactly 1}]}',
        moved: '{all: [{entered_segment: {name: once, within: 3 days}}]}',
      },
    )
    const rule = aRule('any: [{in_segment: moved}]')
    const held = await story.on('2026-02-01', async (evaluation) => {
      const rows = await rowsOf(evaluation, [
        [1, '2026-01-09', null],
        [1, '2026-01-11', null],
        [2, '2026-01-11', null],
      ])
      return answers(evaluation, await evaluation.flags(rows, [{ name: 'x', rule }]), 'x')
    })
    expect(held).toEqual([false, true, false])
  })

  it('of no rows are no rows', async () => {
    const story = await aStory({ ana: ['2026-01-10'] }, {})
    const held = await story.on('2026-02-01', async (evaluation) => {
      const rows = await rowsOf(evaluation, [])
      return answers(
        evaluation,
        await evaluation.flags(rows, [{ name: 'x', rule: aRule('all: [{orders: at least 1}]') }]),
        'x',
      )
    })
    expect(held).toEqual([])
  })
})

describe('values', () => {
  it('give each line its value in words, and whether it speaks for the rule', async () => {
    const story = await aStory({ ana: ['2026-05-25 212'] }, { vip: '{all: [{orders: at least 5}]}' })
    const rule = aRule(
      'all:\n  - last_order: more than 180 days ago\n  - total_spent: less than 100 EUR\n  - signed_up: never\nnone:\n  - in_segment: vip\n',
    )
    const { lines } = await story.on('2026-11-22', async ({ ctx }) => {
      const alone = await openEvaluationOf(ctx, 1)
      const explained = await alone.explain(rule)
      await alone.close()
      return explained
    })
    expect(lines.map(({ clause, text, value, holds }) => [holds, text, value, clause.place.line])).toEqual([
      [true, 'last_order: more than 180 days ago', '181 days ago, 25 May 2026', 2],
      [false, 'total_spent: less than 100 EUR', '212 EUR', 3],
      [true, 'signed_up: never', 'never', 4],
      [true, 'none of: in_segment: vip', 'not a member', 6],
    ])
  })
})

describe('scratch tables', () => {
  it('are gone when the evaluation is closed', async () => {
    const story = await aStory({ ana: ['2026-01-10'] }, { x: '{all: [{orders: at least 1}]}' })
    const members = await story.on('2026-02-01', async (evaluation) => {
      const members = await evaluation.members(['x'])
      expect(await idsIn(evaluation, members, 'x')).toEqual(['ana'])
      return members
    })
    await expect(members.list('x').execute(story.db)).rejects.toThrow(/no such table|does not exist/)
  })
})
