/** A faithful fake of Resend (delivery.md 1.7): in this process or in its own, with faults, webhooks and a ledger. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildChild } from '../../deliver/built-child.ts'
import { type Account, type FakeOptions, openAccount } from './account.ts'
import { type Command, command, type FakeState } from './control.ts'
import { type LedgerLine, readLedger } from './ledger.ts'
import { fakeServer } from './server.ts'

export type { Account, FakeOptions } from './account.ts'
export type { Command, FakeState } from './control.ts'
export { dkimOf, type FakeDomain } from './domains.ts'
export { type ApiErrorName, apiErrors } from './errors.ts'
export type { Fault } from './faults.ts'
export type { LedgerLine } from './ledger.ts'
export { signedHeaders, signingSecret, type Webhook } from './webhook-events.ts'
export type { FlushOptions, Flushed } from './webhook-sender.ts'

/** The fake as a test holds it. */
export interface FakeResend {
  /** For `RESEND_BASE_URL`. */
  readonly url: string
  /** A key that may do everything. */
  readonly key: string
  ledger(): LedgerLine[]
  tell(wish: Command): Promise<FakeState>
  close(): Promise<void>
}

/** How a fake is started; whatever is not said is a paid team with 10 requests a second. */
export interface FakeStart {
  readonly options?: Partial<FakeOptions>
  /** Of everything that happens by chance. */
  readonly seed?: number
  /** Only in process: the clock of keys, windows and quotas. */
  readonly now?: () => number
  /** Where the ledger is appended; absent: in a folder that goes with the fake. */
  readonly ledgerFile?: string
}

/** The fake inside this process, and the account behind it. */
export async function fakeResendHere(start: FakeStart = {}): Promise<FakeResend & { readonly account: Account }> {
  const { ledger, remove } = ledgerOf(start)
  const { seed = 1, options = {}, now = Date.now } = start
  const account = openAccount({ ledger, now, seed, options })
  const server = fakeServer(account)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the fake has no port')
  return {
    account,
    url: `http://127.0.0.1:${address.port}`,
    key: 're_test_key',
    ledger: () => readLedger(ledger),
    tell: (wish) => command(account, wish),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      remove()
    },
  }
}

/** The fake as a process of its own: it outlives the kills of whoever sends. */
export async function startFakeResend(start: Omit<FakeStart, 'now'> = {}): Promise<FakeResend> {
  const { ledger, remove } = ledgerOf(start)
  const program = await buildChild(join(import.meta.dirname, 'main.ts'))
  const words = [ledger, String(start.seed ?? 1), JSON.stringify(start.options ?? {})]
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const [port] = (await once(child.stdout ?? child, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${Number(String(port))}`
  return {
    url,
    key: 're_test_key',
    ledger: () => readLedger(ledger),
    async tell(wish) {
      const response = await fetch(`${url}/_fake`, { method: 'POST', body: JSON.stringify(wish) })
      return (await response.json()) as FakeState
    },
    async close() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      remove()
    },
  }
}

function ledgerOf({ ledgerFile }: FakeStart): { ledger: string; remove(): void } {
  if (ledgerFile !== undefined) {
    if (!existsSync(ledgerFile)) writeFileSync(ledgerFile, '')
    return { ledger: ledgerFile, remove: () => undefined }
  }
  const dir = mkdtempSync(join(tmpdir(), 'perennial-fake-resend-'))
  const ledger = join(dir, 'ledger.jsonl')
  writeFileSync(ledger, '')
  return { ledger, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
