import { join } from 'node:path'
import { DummyDriver, Kysely, PostgresAdapter, PostgresQueryCompiler, SqliteAdapter, SqliteQueryCompiler } from 'kysely'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../migrations/index.ts'

/** Runs all migrations against a driver that only listens, and gives the statements. */
async function statements(dialect: 'sqlite' | 'postgres'): Promise<string> {
  const heard: string[] = []
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => (dialect === 'sqlite' ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => new DummyDriver(),
      createIntrospector: () => ({}) as never,
      createQueryCompiler: () => (dialect === 'sqlite' ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
    log({ query }) {
      heard.push(query.sql)
    },
  })
  for (const { up } of migrations) await up(db, dialect)
  return `${heard.map((text) => `${text.replaceAll(/\n {4}/g, '\n').trim()};`).join('\n\n')}\n`
}

describe.each(['sqlite', 'postgres'] as const)('the schema on %s', (dialect) => {
  it('is the one that is kept in migrations/', async () => {
    const file = join(import.meta.dirname, `../../migrations/schema.${dialect}.sql`)
    const made = await statements(dialect)
    await expect(made).toMatchFileSnapshot(file)
    expect(made).toContain('create table messages')
  })
})
