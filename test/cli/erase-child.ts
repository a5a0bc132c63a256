/** A process that is killed in the middle of an erasure, when the tables are clean: `erase-child DIR ID`. */
import { hashPepper } from '../../src/config/index.ts'
import { erase } from '../../src/consent/index.ts'
import { openDb } from '../../src/db/index.ts'

const [dir = '', id = ''] = process.argv.slice(2)
const now = Date.UTC(2026, 10, 22, 10)
const open = await openDb('sqlite:data/perennial.db', dir, now)
const { key } = await open.db.selectFrom('customers').select('key').where('id', '=', id).executeTakeFirstOrThrow()
await erase({ ...open, now }, key, hashPepper(dir, undefined))
process.kill(process.pid, 'SIGKILL')
