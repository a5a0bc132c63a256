import { databaseAddress, type ServerState, serverState } from '../../db/index.ts'
import { broken, type Check, type Finding, ok, skipped, warning } from '../finding.ts'

const LEAST_VERSION = 150_000
/** Each process takes up to ten, and two run beside each other while one is exchanged. */
const WANTED_CONNECTIONS = 20
/** Temporary tables of an evaluation hold a lock each until it ends. */
const WANTED_LOCKS = 128
const MINUTE = 60_000
/** Dead rows of all tables stay as long as the oldest transaction. */
const LONG = 10 * MINUTE

/** Whether a PostgreSQL server is one that loses nothing and has room for what runs. */
export const server: Check = {
  name: 'server',
  doc: 'a PostgreSQL that loses nothing, with connections and locks enough, and no forgotten transaction',
  async look({ app }) {
    if (app.place !== 'server') return skipped('The database is no server')
    const state = await serverState(app.db)
    const findings = [...safety(state), ...room(state), ...work(state)]
    const { version, reached } = state
    const where = databaseAddress(app.settings.database, app.dir)
    const name = `PostgreSQL ${Math.floor(version / 10_000)}${reached === 'directly' ? '' : ' behind a pooler'}`
    return findings.length > 0 ? findings : ok(`${where}, ${name}, loses nothing`)
  },
}

function safety({ version, encoding, settings, role }: ServerState): Finding[] {
  const findings: Finding[] = []
  const name = `PostgreSQL ${Math.floor(version / 10_000)}`
  if (version < LEAST_VERSION) findings.push(broken(`${name} is too old`, 'upgrade it to 15 or newer'))
  if (encoding !== 'UTF8') {
    findings.push(broken(`Its encoding is ${encoding}`, "create database … encoding 'UTF8' template template0"))
  }
  if (role === 'follows') findings.push(broken('This server only follows another', 'name the primary in DATABASE_URL'))
  for (const setting of ['fsync', 'full_page_writes']) {
    if (settings[setting] === 'on') continue
    findings.push(
      broken(`Its ${setting} is ${settings[setting]}: a loss of power can destroy it`, `set ${setting} = on`),
    )
  }
  if (settings.synchronous_commit === 'off') {
    const says = 'Its synchronous_commit is off: after a crash it forgets what was sent a moment before'
    findings.push(broken(says, 'set synchronous_commit = on'))
  }
  return findings
}

function room({ settings, connections, reached }: ServerState): Finding[] {
  const findings: Finding[] = []
  const most = Number(settings.max_connections)
  // Behind a pooler as many are open as it is told, and ours wait for one of them.
  if (reached === 'directly' && most - connections < WANTED_CONNECTIONS) {
    const says = `${connections} of its ${most} connections are taken, and each process of Perennial takes up to 10`
    findings.push(warning(says, 'raise max_connections, or put PgBouncer in front (transaction mode)'))
  }
  // The locks are shared by all connections.
  if (Number(settings.max_locks_per_transaction) * most < WANTED_LOCKS * 100) {
    const says = `Its max_locks_per_transaction is ${settings.max_locks_per_transaction}: questions about long spans may need more`
    findings.push(warning(says, `set max_locks_per_transaction = ${WANTED_LOCKS}, then restart it`))
  }
  return findings
}

function work({ oldestTransaction, bloated }: ServerState): Finding[] {
  const findings: Finding[] = []
  if (oldestTransaction > LONG) {
    const says = `A transaction has been open for ${Math.floor(oldestTransaction / MINUTE)} minutes: nothing deleted is freed as long as it is`
    findings.push(warning(says, 'select pid, application_name, xact_start from pg_stat_activity order by xact_start'))
  }
  for (const { table, dead, live } of bloated) {
    const says = `${table} has ${dead.toLocaleString('en')} dead rows beside ${live.toLocaleString('en')} live ones`
    findings.push(warning(says, `vacuum (analyze) ${table}; autovacuum should come by itself`))
  }
  return findings
}
