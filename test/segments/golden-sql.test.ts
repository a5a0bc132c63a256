import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Db, onOneConnection, postgresDialect, type SqlDialect, sqliteDialect } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation, readSegments, segmentsQuery } from '../../src/segments/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { openTestDb } from '../support/open-test-db.ts'

/** YAML in, SQL beside it: a reviewer sees in the diff what a change does to the queries. `vitest -u` writes them. */
const folder = resolve(import.meta.dirname, '../golden/segments')
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -5)] : []))
const vocabulary = vocabularyOf(aShop({ stages: ['standings', 'nested'] }))
const files = names.map((name) => ({
  file: `test/golden/segments/${name}.yaml`,
  text: readFileSync(resolve(folder, `${name}.yaml`), 'utf8'),
}))
const { value: segments = [], problems } = readSegments(files, { vocabulary, events: 'ever' })
const now = Date.parse('2026-11-22T08:00:00Z')

const dialects: Readonly<Record<'sqlite' | 'postgres', { dialect: SqlDialect; compiler: Db }>> = {
  sqlite: {
    dialect: sqliteDialect(),
    compiler: new Kysely({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new SqliteIntrospector(db),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    }),
  },
  postgres: {
    dialect: postgresDialect(),
    compiler: new Kysely({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (db) => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
    }),
  },
}

describe('the SQL of segments', () => {
  it('is of files without a problem', () => expect(problems).toEqual([]))

  for (const name of names) {
    for (const [kind, { dialect, compiler }] of Object.entries(dialects)) {
      it(`of ${name} is known for ${kind}`, async () => {
        const ctx = { db: compiler, dialect, now, vocabulary, segments }
        const { sql: text, parameters } = segmentsQuery(ctx, [name]).compile(compiler)
        const shown = `${text.trim()}\n\n-- ${JSON.stringify(parameters)}\n`
        await expect(shown).toMatchFileSnapshot(resolve(folder, `${name}.${kind}.sql`))
      })
    }
  }

  it('runs', async () => {
    const { db, dialect } = await openTestDb()
    await onOneConnection(db, async (connection) => {
      const evaluation = openEvaluation({ db: connection, dialect, now, vocabulary, segments })
      const members = await evaluation.members(names)
      expect([...(await members.sizes(names)).values()]).toEqual(names.map(() => 0))
      await evaluation.close()
    })
  })
})
