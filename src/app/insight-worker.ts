/** The thread on which insights are counted: it opens the shop's files and database for itself. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openDb } from '../db/index.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import type { InsightOrder } from './insight-thread.ts'
import { readProgramme } from './read-programme.ts'
import { readShopFiles } from './shop-files.ts'

if (parentPort) await count(parentPort, workerData as InsightOrder)

async function count(port: MessagePort, { dir, database, now, range }: InsightOrder): Promise<void> {
  const files = readShopFiles(dir)
  const programme = files && readProgramme(files).value
  // A shop file that cannot be read: the pages say so.
  if (!files || !programme) return
  const store = await openDb(database, dir, now)
  try {
    await bringUpToDate({ ...programme, ...store, files }, now, range, (progress) => port.postMessage(progress))
  } finally {
    await store.close()
  }
}
