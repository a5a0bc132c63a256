/** The fake as a process of its own: `main LEDGER SEED OPTIONS-AS-JSON`; tells its port on the first line. */
import { openAccount } from './account.ts'
import { fakeServer } from './server.ts'

const [ledger = 'ledger', seed = '1', options = '{}'] = process.argv.slice(2)
const account = openAccount({ ledger, now: Date.now, seed: Number(seed), options: JSON.parse(options) })
const server = fakeServer(account)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
// Nobody is left to ask it anything.
process.on('disconnect', () => process.exit(0))
