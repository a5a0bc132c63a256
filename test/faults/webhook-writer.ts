/** A process that stores webhooks, three a time, and names those it has answered: `webhook-writer DATABASE FIRST`. */
import { writeSync } from 'node:fs'
import { openDb } from '../../src/db/index.ts'
import { storeWebhooks } from '../../src/track/index.ts'

const [database = '', first = '0'] = process.argv.slice(2)
const open = await openDb(database, '.', 0)
writeSync(1, 'begins\n')
for (let i = Number(first); ; i += 3) {
  const ids = [i, i + 1, i + 2].map((id) => `msg_${id}`)
  await storeWebhooks(
    open,
    ids.map((id) => ({ id, provider: 'resend', receivedAt: 1, body: '{}' })),
  )
  // Only now the service hears that it need not come again; written at once, as a socket would.
  writeSync(1, `${ids.join('\n')}\n`)
}
