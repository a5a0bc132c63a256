import { rmSync, writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type App, openApp } from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import type { Account } from '../../src/providers/index.ts'
import type { Outside, Patient } from '../../src/upkeep/index.ts'
import { filesOf, shippedShop } from '../app/support.ts'

export const now = Date.UTC(2026, 10, 22, 12)
export const minute = 60_000
export const hour = 60 * minute

/** What a test says of the world; the rest is as it should be. */
export interface Told {
  readonly provider?: 'outbox' | 'resend' | 'smtp'
  readonly links?: string
  readonly env?: Readonly<Record<string, string>>
  /** DNS records by name. */
  readonly dns?: Readonly<Record<string, readonly string[]>>
  readonly outside?: Partial<Outside>
  readonly account?: Partial<Account>
  /** A database in a file, not in memory. */
  readonly database?: string
}

/** A shop to be looked at, with everything outside it made up; `close` it when done. */
export async function aPatient(told: Told = {}): Promise<Patient & { close(): Promise<void> }> {
  const shop = shippedShop()
  const { provider = 'resend', links = 'https://mail.kava.example' } = told
  const file = join(shop.dir, 'perennial.yaml')
  const text = readFileSync(file, 'utf8')
    .replace(/^from: .*$/m, 'from: Kava <hej@kava.example>')
    .replace(/^(provider|links): .*\n/gm, '')
  writeFileSync(file, `${text}\nprovider: ${provider}\nlinks: ${links}\n`)
  const app = await opened(shop.dir, told)
  return {
    app,
    now,
    domain: 'kava.example',
    outside: anOutside(told),
    account: async () => ({ findings: [], records: [], clock: undefined, ...told.account }),
    async close() {
      await app.close()
      rmSync(shop.dir, { recursive: true, force: true })
    },
  }
}

/** A world in which all is well, but for what a test says. */
export function anOutside({ dns = {}, outside }: Told = {}): Outside {
  return {
    node: '20.20.2',
    records: async (_type, name) => dns[name] ?? [],
    visit: async () => ({ status: 404, date: undefined }),
    freeBytes: () => 50 * 1024 ** 3,
    file: () => undefined,
    names: () => [],
    ...outside,
  }
}

async function opened(dir: string, { database = 'sqlite::memory:', env = {} }: Told): Promise<App> {
  const keys = { RESEND_API_KEY: 're_123456789', RESEND_WEBHOOK_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }
  const { value, problems } = await openApp(filesOf(dir), {
    flags: { database, port: undefined, publicPort: undefined },
    env: { PERENNIAL_SECRET: 'a secret of these tests', SMTP_URL: 'smtps://u:p@mail.kava.example', ...keys, ...env },
    dotenv: {},
    clock: fixedClock(now),
  })
  if (!value) throw new Error(problems.map(({ message }) => message).join('; '))
  return value
}
