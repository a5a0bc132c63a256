/** A process that delivers and may kill itself: `crash-child DIR START STEP COUNT DATABASE` (see crash.test.ts). */
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { clockFrom } from '../../src/clock.ts'
import { openDb } from '../../src/db/index.ts'
import { deliverDue } from '../../src/deliver/index.ts'
import { type Provider, providers } from '../../src/providers/index.ts'
import { deliveryApp, emailFor, shop } from './a-delivery.ts'

const [dir = '', start = '0', step = '', count = '1', database = ''] = process.argv.slice(2)
let left = Number(count)
const dieAt = (here: string) => {
  if (here === step && --left === 0) process.kill(process.pid, 'SIGKILL')
}

const outbox = providers[0]?.open({ dir, timeZone: shop.timeZone, settings: {} })
if (!outbox) throw new Error('no provider')
/** Small requests, each written down as it goes out, and a death in the middle of one. */
const provider: Provider = {
  ...outbox,
  most: 10,
  async send(request, signal) {
    for (const { id, bytes } of request.messages) {
      appendFileSync(join(dir, 'ledger'), `${id} ${createHash('sha256').update(bytes).digest('hex')}\n`)
    }
    const half = request.messages.slice(0, 5)
    if (step === 'half sent') {
      await outbox.send({ ...request, messages: half }, signal)
      dieAt('half sent')
    }
    return outbox.send(request, signal)
  },
}

const clock = clockFrom(Number(start))
const open = await openDb(database, dir, clock.now())
const app = deliveryApp(open, {
  provider,
  // Each rendering differs, as a template edited between two attempts would make it.
  renderMessage: async (_ctx, rows) =>
    rows.map((row) =>
      row.key % 100 === 0 ? { failed: 'poison' } : { ...emailFor(row), text: `${row.key} at ${clock.now()}` },
    ),
})
const stop = new AbortController()
process.on('SIGTERM', () => stop.abort())
process.stdout.write('ready\n')
const options = {
  now: clock.now,
  signal: stop.signal,
  onProgress: (progress: { step: string }) => dieAt(progress.step),
}
process.stdout.write(`${JSON.stringify(await deliverDue(app, options))}\n`)
await open.close()
