import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { describe, expect, it } from 'vitest'
import { onOneConnection, postgresDialect, type SqlDialect, sqliteDialect } from '../../src/db/index.ts'
import { isEventQuestion, occurrences, profileQuery, type Subjects } from '../../src/facts/index.ts'
import { whichDatabase } from '../support/which-database.ts'
import { openShop, read } from './support.ts'

const EVERYONE: Subjects = { of: 'everyone' }
const ROWS: Subjects = { of: 'rows', table: 'scratch_golden', today: '2026-03-01' }

/** One file a theme: what the questions of these lines become, in both databases. */
const themes: Record<string, { lines: readonly string[]; subjects: Subjects }> = {
  orders: {
    lines: [
      'orders: at least 1',
      'total_spent: at least 1 EUR',
      'average_order: set',
      'first_order: ever',
      'bought: {coupon: spring, within: 30 days}',
    ],
    subjects: EVERYONE,
  },
  lines: {
    lines: [
      'orders: at least 1',
      'bought: {category: tea, spent: at least 20 EUR}',
      'bought: {product: contains tea, distinct_products: at least 2}',
      'cancelled: {times: at least 1}',
    ],
    subjects: EVERYONE,
  },
  sequence: {
    lines: [
      'viewed: {category: tea, not_followed_by: {bought: {category: tea}, within: 2 days}}',
      'viewed: {sum of price: at least 1 EUR}',
    ],
    subjects: EVERYONE,
  },
  profile: {
    lines: [
      'country: HR',
      'birthday: today',
      'age: at least 18',
      'signup_anniversary: today',
      'consent: subscribed',
      'suppressed: no',
      'tag: vip',
      'likes: not set',
      'shoe_size: set',
    ],
    subjects: EVERYONE,
  },
  engagement: {
    lines: [
      'emailed: {campaign: welcome, times: at least 2, within: 90 days}',
      'last_emailed: within the last 30 days',
      'opened: {topic: news}',
      'clicked: {link: contains /sale}',
      'last_clicked: ever',
      'unsubscribed: {within: 30 days}',
      'consent: expired',
      'topic: {name: news, is: subscribed}',
      'last_visit: ever',
      'bucket: {name: spring, share: 10 percent}',
    ],
    subjects: EVERYONE,
  },
  follow_up: {
    lines: [
      'emailed: {campaign: welcome, not_followed_by: {clicked: {campaign: welcome}, within: 7 days}}',
      'clicked: {followed_by: {bought: anything, within: 2 days}}',
      'last_emailed: ever',
    ],
    subjects: ROWS,
  },
  rhythm: {
    lines: [
      'usual_gap: at most 30 days',
      'overdue_ratio: at least 2',
      'next_order_expected: overdue',
      'orders: at least 3',
    ],
    subjects: EVERYONE,
  },
  scores: { lines: ['rfm_group: champions', 'recency_score: at least 4'], subjects: EVERYONE },
  scores_of_rows: { lines: ['rfm_group: champions', 'monetary_score: at least 4'], subjects: ROWS },
  rows: {
    lines: [
      'orders: at least 1',
      'bought: {within: 2 hours}',
      'delivered: {category: tea}',
      'consent: subscribed',
      'tag: vip',
      'viewed: anything',
    ],
    subjects: ROWS,
  },
}

describe('the profile in SQL', () => {
  it.each(Object.entries(themes))('%s reads as agreed and runs', async (theme, { lines, subjects }) => {
    const shop = await openShop({ timeZone: 'UTC' })
    const questions = lines.flatMap((line) => read(line, shop.vocabulary)).map(({ question }) => question)
    const now = shop.at('2026-03-01T10:00Z')
    for (const { db, dialect } of compilers) {
      const compiled = profileQuery({ db, dialect, now, vocabulary: shop.vocabulary }, subjects, questions).compile(db)
      await expect(`${compiled.sql}\n-- ${JSON.stringify(compiled.parameters)}\n`).toMatchFileSnapshot(
        `../golden/facts/${theme}.${dialect.name}.sql`,
      )
      for (const table of [
        'customers',
        'orders',
        'order_lines',
        'products',
        'events',
        'consents',
        'customer_attributes',
        'customer_tags',
        'messages',
        'message_events',
      ]) {
        const times = compiled.sql.match(new RegExp(`(?:from|join) "?${table}"?\\b`, 'g'))?.length ?? 0
        // Scores of a few are taken among everybody: their base is read beside their own orders.
        const most = theme === 'scores_of_rows' && table === 'orders' ? 2 : 1
        expect([table, times <= most]).toEqual([table, true])
      }
      if (dialect.name !== whichDatabase()) continue
      const ana = await shop.customer('ana')
      await onOneConnection(shop.db, async (connection) => {
        await sql`create temporary table scratch_golden (subject bigint, customer bigint, at bigint, since bigint)`.execute(
          connection,
        )
        await sql`insert into scratch_golden values (1, ${ana}, ${now}, null)`.execute(connection)
        const { rows } = await connection.executeQuery(CompiledQuery.raw(compiled.sql, [...compiled.parameters]))
        expect(rows).toEqual([expect.objectContaining({ subject: 1, customer: ana, at: now })])
      })
    }
  })

  it('occurrences read as agreed', async () => {
    const shop = await openShop()
    const question = read('bought: {category: tea, within: 30 days}', shop.vocabulary)[0]?.question
    if (!question || !isEventQuestion(question)) throw new Error('no event')
    for (const { db, dialect } of compilers) {
      const ctx = { db, dialect, now: shop.at('2026-03-01T10:00Z'), vocabulary: shop.vocabulary }
      const { sql, parameters } = occurrences(ctx, question).compile(db)
      await expect(`${sql}\n-- ${JSON.stringify(parameters)}\n`).toMatchFileSnapshot(
        `../golden/facts/occurrences.${dialect.name}.sql`,
      )
    }
  })
})

describe.skipIf(whichDatabase() === 'postgres')('the plan of the query', () => {
  it('whole-order questions scan one covering index and sort nothing', async () => {
    const shop = await openShop()
    const lines = ['orders: at least 1', 'total_spent: at least 1 EUR', 'first_order: ever', 'last_order: ever']
    const questions = lines.flatMap((line) => read(line, shop.vocabulary)).map(({ question }) => question)
    const { db, open, vocabulary } = shop
    const query = profileQuery({ db, dialect: open.dialect, now: 0, vocabulary }, EVERYONE, questions).compile(db)
    const plan = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]),
    )
    const steps = plan.rows.map(({ detail }) => detail).join('\n')
    expect(steps).toContain('USING COVERING INDEX orders_by_customer')
    expect(steps).not.toMatch(/TEMP B-TREE/)
  })
})

const compilers: { db: Awaited<ReturnType<typeof openShop>>['db']; dialect: SqlDialect }[] = [
  {
    dialect: sqliteDialect(),
    db: new Kysely({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
  },
  {
    dialect: postgresDialect(),
    db: new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
  },
]
