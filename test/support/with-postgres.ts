import type { TestProject } from 'vitest/node'
import { startPgBouncer } from './pgbouncer.ts'
import { startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the PostgreSQL of this run listens; absent in the project of SQLite. */
    readonly postgres?: string
    /** The same through PgBouncer, with `PGBOUNCER=yes`: then everything in the tests goes through it. */
    readonly pgbouncer?: string
  }
}

/** Starts one PostgreSQL for all tests of the project; they skip visibly where it does not run. */
export default async function withPostgres(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  try {
    const server = await startPostgres()
    project.provide('postgres', server.url)
    const pooled =
      process.env.PGBOUNCER === 'yes' ? await startPgBouncer(server.url, { query_wait_timeout: '2' }) : undefined
    if (pooled) project.provide('pgbouncer', pooled.through(server.url))
    return async () => {
      await pooled?.stop()
      await server.stop()
    }
  } catch (error) {
    console.warn(`SKIPPED: PostgreSQL does not run on this machine: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}
