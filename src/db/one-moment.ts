import type { Db } from './dialect.ts'

/** Reads one moment, however long it takes: nothing that others write meanwhile is seen. `work` writes nothing. */
export function oneMoment<T>(db: Db, work: (moment: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().setIsolationLevel('snapshot').execute(work)
}
