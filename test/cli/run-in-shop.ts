import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { fixedClock } from '../../src/clock.ts'

const root = resolve(import.meta.dirname, '../..')

/** What a command said and how it ended. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly talk: string
  /** The result of `--json`. */
  json<T>(): T
}

/** A folder with the shipped shop, where commands run in this process as if typed in it. */
export interface ShopFolder {
  readonly dir: string
  run(...args: string[]): Promise<Ran>
  remove(): void
}

/** A shop made of the shipped files, or an empty folder; the clock stands at `now`. */
export function shopFolder(now: string, content: 'shipped' | 'empty' = 'shipped', env = {}): ShopFolder {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-cli-'))
  if (content === 'shipped') {
    for (const name of ['perennial.yaml', 'segments', 'campaigns', 'templates']) {
      cpSync(join(root, name), join(dir, name), { recursive: true })
    }
  }
  return { dir, run: (...args) => runIn(dir, now, args, env), remove: () => rmSync(dir, { recursive: true }) }
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
