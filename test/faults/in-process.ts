import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type OpenDb, openDb } from '../../src/db/index.ts'
import { type Delivery, type DeliveryApp, deliverDue } from '../../src/deliver/index.ts'
import { providers } from '../../src/providers/index.ts'
import { deliveryApp, fillWith, morning, shop } from '../deliver/a-delivery.ts'
import { type FakeResend, type FakeStart, fakeResendHere } from '../support/fake-resend/index.ts'
import { seed } from './harness.ts'

/** A shop on disk and a fake of Resend in this process, both on one clock that a test moves: hours take no time. */
export interface Stage {
  readonly dir: string
  readonly fake: FakeResend
  open: OpenDb
  app: DeliveryApp
  readonly clock: { now: number }
  /** One delivery now. */
  deliver(): Promise<Delivery>
  /** Deliveries, a minute apart, until nothing waits or so many have been made. */
  drain(most?: number): Promise<void>
  /** Closes the database and opens it again, as a new process would. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** A stage with so many emails due; `below` is the folder that its own lies in. */
export async function openStage(
  messages: number,
  changes: Partial<DeliveryApp> & { readonly most?: number; readonly below?: string } = {},
  start: FakeStart = {},
): Promise<Stage> {
  const { most = 100, below = tmpdir(), ...rest } = changes
  const clock = { now: morning }
  const dir = mkdtempSync(join(below, 'perennial-stage-'))
  const options = { rate: 'none' as const, bodies: 'dropped' as const, ...start.options }
  const fake = await fakeResendHere({ seed, now: () => clock.now, ...start, options })
  const provider = { ...resendAt(dir, fake.url), most }
  const appOf = (open: OpenDb): DeliveryApp => deliveryApp(open, { provider, file: open.file, ...rest })
  const open = await openFast(dir, morning)
  await open.db.transaction().execute((trx) => fillWith(trx, messages))
  const stage: Stage = {
    dir,
    fake,
    open,
    app: appOf(open),
    clock,
    deliver: () =>
      deliverDue(stage.app, {
        now: () => clock.now,
        patience: 10 * 60_000,
        async sleep(ms) {
          clock.now += Math.max(0, ms)
        },
      }),
    async drain(rounds = 200) {
      for (let i = 0; i < rounds; i += 1) {
        if ((await stage.deliver()).waiting === 0) return
        clock.now += 60_000
      }
    },
    async reopen() {
      await stage.open.close()
      stage.open = await openFast(dir, clock.now)
      stage.app = appOf(stage.open)
    },
    async close() {
      await stage.open.close()
      await fake.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return stage
}

/** No power is lost here: what the disk has not written yet the next connection reads all the same. */
async function openFast(dir: string, now: number): Promise<OpenDb> {
  const open = await openDb('sqlite:shop.db', dir, now)
  await sql`pragma synchronous = off`.execute(open.db)
  return open
}

/** The real provider with the real SDK, against an address. */
export function resendAt(dir: string, url: string) {
  const kind = providers.find(({ name }) => name === 'resend')
  if (!kind) throw new Error('no provider')
  const settings = { RESEND_API_KEY: 're_test_key', RESEND_BASE_URL: url }
  return kind.open({ dir, timeZone: shop.timeZone, settings })
}
