import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { fixedClock } from '../../src/clock.ts'
import type { ImportKind } from '../../src/ingest/index.ts'
import { type FreshDatabase, freshDatabase } from '../support/fresh-database.ts'
import { whichDatabase } from '../support/which-database.ts'
import { copyShippedShop, type TemporaryFolder, temporaryFolder } from '../support/copy-shipped-shop.ts'

/** What a command said and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly talk: string
  /** The result of `--json`. */
  json<T>(): T
}

/** A folder with the shipped shop, where commands run in this process as if typed in it. */
export interface ShopFolder extends TemporaryFolder {
  /** Where the data of the commands lies, as in `DATABASE_URL`. */
  database(): Promise<string>
  run(...args: string[]): Promise<Ran>
  /** Imports a file of these lines; an import that fails fails the test. */
  importLines(kind: ImportKind, ...lines: readonly string[]): Promise<void>
}

/** A shop made of the shipped files, or an empty folder; the clock stands at `now`, its database is that of the project. */
export function shopFolder(now: string, content: 'shipped' | 'empty' = 'shipped', env = {}): ShopFolder {
  const folder = temporaryFolder('cli')
  if (content === 'shipped') copyShippedShop(folder.dir)
  let fresh: Promise<FreshDatabase> | undefined
  const database = async () => {
    if (whichDatabase() === 'sqlite') return 'sqlite:data/perennial.db'
    // It goes with the server.
    fresh ??= freshDatabase()
    return (await fresh).url
  }
  const run = async (...args: string[]) => runIn(folder.dir, now, args, { DATABASE_URL: await database(), ...env })
  return {
    ...folder,
    database,
    run,
    async importLines(kind, ...lines) {
      const file = `${kind}.csv`
      writeFileSync(join(folder.dir, file), `${lines.join('\n')}\n`)
      const { code, talk } = await run('import', kind, file)
      if (code !== 0) throw new Error(talk)
    },
  }
}

async function runIn(dir: string, now: string, args: readonly string[], env: Record<string, string>): Promise<Ran> {
  let out = ''
  let talk = ''
  const code = await runCli(args, {
    cwd: dir,
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (talk += text) },
    stdin: Readable.from([]),
    env,
    clock: fixedClock(Date.parse(now)),
    interrupt: { signal: new AbortController().signal, drain() {} },
  })
  return { code, out, talk, json: <T>() => JSON.parse(out) as T }
}
