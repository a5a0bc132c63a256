import { freePages } from '../../db/index.ts'
import { type Check, ok, skipped, warning } from '../finding.ts'

const MEGABYTE = 1024 ** 2
const LEAST = 100 * MEGABYTE
const SHARE = 0.3

/** Whether much of the database's file holds nothing. */
export const freeRoom: Check = {
  name: 'room',
  doc: 'a database file that is no larger than it must be',
  async look({ app }) {
    if (app.file === undefined) return skipped('There is no database file')
    const { free, bytes } = await freePages(app.db)
    const words = `${Math.floor(free / MEGABYTE).toLocaleString('en')} of ${Math.floor(bytes / MEGABYTE).toLocaleString('en')} MB hold nothing`
    if (free < LEAST || free < SHARE * bytes) return ok(`Of its file ${words}`)
    return warning(
      `Of its file ${words}: they are used again, and only VACUUM gives them back`,
      `stop Perennial, then: sqlite3 ${app.file} vacuum`,
    )
  },
}
