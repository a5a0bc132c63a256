import { examineOnThread } from '../../db/index.ts'
import { broken, type Check, ok, skipped } from '../finding.ts'

/** Whether every page and index of the database is sound. */
export const integrity: Check = {
  name: 'integrity',
  doc: 'every page of the database is sound',
  // About a second for a hundred megabytes.
  patience: 120_000,
  async look({ app: { file, place } }, signal) {
    if (place === 'server') return skipped('On a server: pg_amcheck, and data checksums (initdb --data-checksums)')
    if (file === undefined) return skipped('There is no database yet')
    const { faults } = await examineOnThread(file, signal)
    const [fault] = faults
    if (fault === undefined) return ok('Every page of the database is sound')
    return broken(`The database is damaged: ${fault}`, 'stop Perennial, then: perennial restore with the newest backup')
  },
}
