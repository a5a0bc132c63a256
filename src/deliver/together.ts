import { sql } from 'kysely'
import { besideOthers, type Db, writersOf } from '../db/index.ts'

/**
 * Runs `work` as in a transaction of its own: it resolves when it is committed, and an error undoes it alone. Where one
 * writes at a time, what is asked for at the same time is committed together, because each commit waits for the disk.
 * Where many do it is a transaction indeed: what `work` relies on it locks, in the order of `SqlDialect.hold`, which two
 * of them in one transaction would break; it may run twice, and touches nothing but the database.
 */
export function together<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  if (writersOf(db) === 'many') return besideOthers(db, work)
  return new Promise((resolve, reject) => {
    const piece: Piece = {
      async run(trx) {
        const value = await work(trx)
        return () => resolve(value)
      },
      failed: reject,
    }
    const line = lines.get(db) ?? { waiting: [], state: 'idle' }
    lines.set(db, line)
    line.waiting.push(piece)
    if (line.state === 'writing') return
    line.state = 'writing'
    void turn().then(() => write(db, line))
  })
}

interface Piece {
  /** Returns how its end is told, once it is committed. */
  run(trx: Db): Promise<() => void>
  failed(error: unknown): void
}

/** What waits for one database. */
interface Line {
  waiting: Piece[]
  state: 'idle' | 'writing'
}

const lines = new WeakMap<Db, Line>()

/** Two turns of the event loop: long enough for an answer that has arrived. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
}

async function write(db: Db, line: Line): Promise<void> {
  while (line.waiting.length > 0) {
    const lot = line.waiting
    line.waiting = []
    await commit(db, lot).then(
      (ends) => ends.map((end) => end()),
      (error: unknown) => lot.map(({ failed }) => failed(error)),
    )
    await turn()
  }
  line.state = 'idle'
}

function commit(db: Db, lot: readonly Piece[]): Promise<(() => void)[]> {
  return besideOthers(db, async (trx) => {
    const ends: (() => void)[] = []
    for (const piece of lot) ends.push(lot.length === 1 ? await piece.run(trx) : await runApart(trx, piece))
    return ends
  })
}

/** An error undoes this piece and nothing else; where the database has undone all of it, as on a full disk, all fail. */
async function runApart(trx: Db, piece: Piece): Promise<() => void> {
  await sql`savepoint piece`.execute(trx)
  try {
    const end = await piece.run(trx)
    await sql`release savepoint piece`.execute(trx)
    return end
  } catch (error) {
    await sql`rollback to savepoint piece`.execute(trx).catch(() => {
      throw error
    })
    await sql`release savepoint piece`.execute(trx)
    return () => piece.failed(error)
  }
}
