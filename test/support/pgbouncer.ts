import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './free-port.ts'

/** Debian puts it where only root looks. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }

/** Whether this machine has PgBouncer. */
export const pgbouncerThere = spawnSync('pgbouncer', ['--version'], { env }).status === 0
if (!pgbouncerThere) console.warn('SKIPPED: PgBouncer is not on this machine: apt-get install pgbouncer')

/** PgBouncer before a server. */
export interface PgBouncer {
  /** Of a URL of the server: the same through PgBouncer. */
  through(url: string): string
  stop(): Promise<void>
}

/** Starts it with the settings of `deploy/pgbouncer.ini`, before the server of a URL; others take their place. */
export async function startPgBouncer(
  server: string,
  others: Readonly<Record<string, string>> = {},
): Promise<PgBouncer> {
  const { hostname, port: behind, username, password } = new URL(server)
  const dir = mkdtempSync(join(tmpdir(), 'perennial-pgbouncer-'))
  const port = await freePort()
  writeFileSync(join(dir, 'userlist.txt'), `"${username}" "${password}"\n`)
  const settings = { ...shipped(), listen_port: `${port}`, auth_file: join(dir, 'userlist.txt'), ...others }
  const lines = [
    '[databases]',
    `* = host=${hostname === 'localhost' ? '127.0.0.1' : hostname} port=${behind}`,
    '[pgbouncer]',
    'unix_socket_dir =',
    ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
  ]
  writeFileSync(join(dir, 'pgbouncer.ini'), `${lines.join('\n')}\n`)
  chmodSync(dir, 0o755)
  const user = userInfo().uid === 0 ? ['-u', 'nobody'] : []
  const child = spawn('pgbouncer', ['-q', ...user, join(dir, 'pgbouncer.ini')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await listens(child, port)
  return {
    through(url) {
      const changed = new URL(url)
      Object.assign(changed, { hostname: '127.0.0.1', port: `${port}` })
      return changed.href
    },
    async stop() {
      const over = once(child, 'exit')
      if (child.exitCode === null && child.kill('SIGKILL')) await over
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** What stands under `[pgbouncer]` in the file that is shipped. */
function shipped(): Record<string, string> {
  const text = readFileSync(resolve(import.meta.dirname, '../../deploy/pgbouncer.ini'), 'utf8')
  const [, below = ''] = text.split('[pgbouncer]\n')
  return Object.fromEntries([...below.matchAll(/^(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]))
}

async function listens(child: ChildProcess, port: number): Promise<void> {
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)))
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended: ${said}`)
    if (await answers(port)) return
    await new Promise((done) => setTimeout(done, 25))
  }
  throw new Error(`pgbouncer does not listen: ${said}`)
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.on('connect', () => done(true)).on('error', () => done(false))
    socket.on('connect', () => socket.destroy())
  })
}
