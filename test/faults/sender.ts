/**
 * A process that sends through the real SDK and may die on the way: `sender OPTIONS-AS-JSON` (see harness.ts). It goes
 * on until its queue is empty, and then says what it did.
 */
import { sql } from 'kysely'
import { openDb } from '../../src/db/index.ts'
import { deliverDue } from '../../src/deliver/index.ts'
import { type Provider, providers } from '../../src/providers/index.ts'
import { deliveryApp, emailFor, shop } from '../deliver/a-delivery.ts'

/** How a sender is started. */
export interface SenderOptions {
  readonly dir: string
  readonly database: string
  readonly url: string
  /** The sender's clock when the real one stood at `begun`, and how much faster it runs. */
  readonly start: number
  readonly begun: number
  readonly speed: number
  readonly most: number
  /** For how many ms a delivery waits for what others hold or is to come again; absent: a minute. */
  readonly patience?: number
  /** Dies by its own hand at the so-manyth step of this name. */
  readonly dieAt?: { readonly step: string; readonly count: number }
  /** Computes for so many ms at each so-manyth step of this name, and hears and sees nothing meanwhile. */
  readonly blockAt?: { readonly step: string; readonly every: number; readonly ms: number }
  /** Every hundredth email has an address that the service refuses. */
  readonly invalid?: 'one in a hundred'
}

const options = JSON.parse(process.argv[2] ?? '{}') as SenderOptions
const { dir, url, start, begun, speed } = options
const now = () => Math.floor(start + (Date.now() - begun) * speed)
let left = options.dieAt?.count ?? 0
const dieAt = (step: string) => {
  if (step === options.dieAt?.step && --left === 0) process.kill(process.pid, 'SIGKILL')
}

let passed = 0
let recorded = 0
const blockAt = (step: string) => {
  const { blockAt: block } = options
  if (step !== block?.step || ++passed % block.every !== 0) return
  // Not a sleep: the event loop itself stands, as under a long query or a huge file.
  for (const end = Date.now() + block.ms; Date.now() < end; );
}

const kind = providers.find(({ name }) => name === 'resend')
if (!kind) throw new Error('no provider')
const settings = { RESEND_API_KEY: 're_test_key', RESEND_BASE_URL: url }
const resend = kind.open({ dir, timeZone: shop.timeZone, settings })
const provider: Provider = {
  ...resend,
  most: options.most,
  async compose(email) {
    const made = await resend.compose(email)
    const key = Number(email.id.split('-')[1])
    if ('rejected' in made || options.invalid === undefined || key % 100 !== 0) return made
    const body = JSON.parse(Buffer.from(made.bytes).toString())
    return { bytes: Buffer.from(JSON.stringify({ ...body, to: 'nobody at nowhere' })) }
  },
  async send(request, signal) {
    dieAt('posting')
    blockAt('posting')
    return resend.send(request, signal)
  },
}

const open = await openDb(options.database, dir, now())
// A kill takes nothing from the system's memory: only a loss of power would.
if (open.file !== undefined) await sql`pragma synchronous = off`.execute(open.db)
const app = deliveryApp(open, {
  provider,
  file: open.file,
  // Each rendering differs, as a template edited between two attempts would make it.
  renderMessage: async (_ctx, rows) => rows.map((row) => ({ ...emailFor(row), text: `${row.key} at ${now()}` })),
})
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.stdout.write('ready\n')
const total = { submitted: 0, failed: 0, uncertain: 0, skipped: 0, waiting: 0, halted: '' }
for (;;) {
  const done = await deliverDue(app, {
    now,
    signal: stop.signal,
    patience: options.patience ?? 60_000,
    sleep: (ms) => new Promise((later) => setTimeout(later, Math.max(1, ms / speed))),
    onProgress: ({ step }) => {
      dieAt(step)
      // Where its point does not come, it leaves something to send for those who are to die after it.
      if (options.dieAt && step === 'recorded' && ++recorded > 3) stop.abort()
      blockAt(step)
    },
  })
  for (const name of ['submitted', 'failed', 'uncertain', 'skipped'] as const) total[name] += done[name]
  Object.assign(total, { waiting: done.waiting, halted: done.halted?.code ?? '' })
  if (done.waiting === 0 || done.halted || stop.signal.aborted) break
  await new Promise((later) => setTimeout(later, 20))
}
process.stdout.write(`${JSON.stringify(total)}\n`)
await open.close()
