import { type RawBuilder, sql } from 'kysely'
import { columnOf } from '../question.ts'
import { columns } from './layout.ts'
import { localDayOf } from './local-day.ts'
import { inPopulation } from './order-conditions.ts'
import type { Cte, Part } from './part.ts'
import { stored } from './position.ts'
import type { Scope } from './scope.ts'
import { expressionOf, viewAt } from './view.ts'

/** What is scored, and the facts over orders that say it; recency by the day, so that one day's orders tie. */
const SCORES = { recency: 'last_order', frequency: 'orders', monetary: 'total_spent' } as const
type Score = keyof typeof SCORES
const scores = Object.keys(SCORES) as Score[]
/** Score 5 is the best fifth, 4 the second … */
const FIFTHS = [5, 4, 3, 2] as const

/**
 * The row `scores` of each subject with a counted order: in which fifth of the base it stands. The border of a fifth is
 * the value at rank ceil(n·k/5) from above, and who has it is in. For everyone the answers over orders are the base
 * themselves; for rows of their own instants the base is read as of `ctx.now`.
 */
export function scoreRows(scope: Scope): Part {
  const own = scored(scope, 'scored', (fact) => sql.ref(columnOf({ fact })), sql`subject`, sql`order_answers`)
  const ofAll = scope.subjects.of === 'everyone'
  const ctes = [
    { ...own, rows: 'one row per subject with a counted order: what is scored' },
    ...(ofAll ? [] : [baseRows(scope)]),
    counted(ofAll ? 'scored' : 'score_base'),
    placed(),
    borders(),
    { name: 'scores', rows: 'one row per subject with a counted order', query: scoresQuery() },
  ]
  return { ctes, joins: ['scores'], answers: new Map() }
}

function scored(
  scope: Scope,
  name: string,
  value: (fact: string) => RawBuilder<unknown>,
  subject: RawBuilder<unknown>,
  from: RawBuilder<unknown>,
): Cte {
  const zoned = { shop: scope.when.shop, now: scope.ctx.now }
  const selected = scores.map((score) => {
    const found = value(SCORES[score])
    return sql`${score === 'recency' ? localDayOf(zoned, found) : found} as ${sql.ref(score)}`
  })
  const query = sql`select ${columns([sql`${subject} as subject`, ...selected])}
  from ${from}`
  return { name, rows: '', query, use: 'twice' }
}

/** The base of rows that are judged each as of its own instant. */
function baseRows(scope: Scope): Cte {
  const everyone: Scope = { ...scope, subjects: { of: 'everyone' } }
  const position = stored(everyone, 'o')
  const view = viewAt(everyone, position, () => {
    throw new Error('an aggregate over orders needs no other fact')
  })
  const columnsOfFacts = Object.values(SCORES).map((name) => {
    const fact = scope.ctx.vocabulary.fact(name)
    if (!fact) throw new Error(`no fact "${name}"`)
    return sql`${expressionOf(fact, view)} as ${sql.ref(name)}`
  })
  const answers = sql`(
    select ${columns([sql`o.customer`, ...columnsOfFacts])}
    from orders as o
    where o.ordered_at <= ${position.at} and ${inPopulation('bought', scope.when.shop)}
    group by o.customer
  ) as base`
  const cte = scored(everyone, 'score_base', (fact) => sql.ref(`base.${fact}`), sql`base.customer`, answers)
  return { ...cte, rows: 'one row per customer with a counted order' }
}

/** Many have the same number of orders and the same day: values are far fewer than customers. */
function counted(base: string): Cte {
  const parts = scores.map(
    (score) => sql`select ${sql.lit(score)} as score, ${sql.ref(score)} as value, count(*) as customers
  from ${sql.ref(base)}
  group by ${sql.ref(score)}`,
  )
  return {
    name: 'score_counts',
    rows: 'one row per score and value: how many of the base have it',
    query: sql.join(
      parts,
      sql`
  union all
  `,
    ),
  }
}

function placed(): Cte {
  return {
    name: 'score_places',
    rows: 'the same with how many have at least this value, and how many there are',
    query: sql`select score, value,
    cast(sum(customers) over (partition by score order by value desc) as bigint) as place,
    cast(sum(customers) over (partition by score) as bigint) as of_all
  from score_counts`,
  }
}

/** The value at rank ceil(n·k/5): the largest that so many have or exceed. */
function borders(): Cte {
  const selected = scores.flatMap((score) =>
    FIFTHS.map((fifth, i) => {
      const reaches = sql`score = ${sql.lit(score)} and place >= (of_all * ${sql.lit(i + 1)} + 4) / 5`
      return sql`max(case when ${reaches} then value end) as ${borderOf(score, fifth)}`
    }),
  )
  return {
    name: 'score_borders',
    rows: 'one row: the last value inside each fifth',
    query: sql`select ${columns(selected)}
  from score_places`,
    use: 'twice',
  }
}

function scoresQuery(): RawBuilder<unknown> {
  const selected = scores.map((score) => {
    const cases = FIFTHS.map(
      (fifth) => sql`when scored.${sql.ref(score)} >= border.${borderOf(score, fifth)} then ${sql.lit(fifth)}`,
    )
    return sql`case ${sql.join(cases, sql` `)} else 1 end as ${sql.ref(score)}`
  })
  return sql`select ${columns([sql`scored.subject`, ...selected])}
  from scored
  cross join score_borders as border`
}

function borderOf(score: Score, fifth: number): RawBuilder<unknown> {
  return sql.ref(`${score}_${fifth}`)
}
