/** The thread on which insights are counted: it opens the shop's files and database for itself. */
import { openDb } from '../db/index.ts'
import { answerOnThread } from '../thread/index.ts'
import { bringUpToDate, type InsightProgress } from './bring-up-to-date.ts'
import type { InsightOrder } from './insight-thread.ts'
import { readProgramme } from './read-programme.ts'
import { readShopFiles } from './shop-files.ts'

await answerOnThread(async ({ dir, database, now, range }: InsightOrder, say: (progress: InsightProgress) => void) => {
  const files = readShopFiles(dir)
  const programme = files && readProgramme(files).value
  // A shop file that cannot be read: the pages say so.
  if (!files || !programme) return
  const store = await openDb(database, dir, now)
  try {
    await bringUpToDate({ ...programme, ...store, files }, now, range, say)
  } finally {
    await store.close()
  }
})
