import { dirname } from 'node:path'
import { LONGEST_LOG } from '../../db/index.ts'
import { broken, type Check, type Finding, ok, warning } from '../finding.ts'

const MEGABYTE = 1024 ** 2
/** Below this nothing is sent (DB-12). */
const LEAST = 500 * MEGABYTE
const COMFORTABLE = 2048 * MEGABYTE

/** Whether there is room, and whether the log of the database is written back. */
export const disk: Check = {
  name: 'disk',
  doc: 'room for what is to come, and a log that is written back',
  async look({ app, outside }) {
    const free = outside.freeBytes(app.file === undefined ? app.dir : dirname(app.file))
    const room = `${Math.floor(free / MEGABYTE).toLocaleString('en')} MB free`
    const wal = app.file === undefined ? 0 : (outside.file(`${app.file}-wal`)?.bytes ?? 0)
    const findings: Finding[] = []
    if (free < LEAST) findings.push(broken(`${room}: nothing is sent below 500 MB`, 'make room on this disk'))
    else if (free < COMFORTABLE) findings.push(warning(room, 'make room on this disk'))
    if (wal > LONGEST_LOG) {
      const says = `The log of the database has grown to ${Math.floor(wal / MEGABYTE)} MB: some program reads without an end`
      findings.push(broken(says, 'end other programs that have the database open'))
    }
    return findings.length > 0 ? findings : ok(room)
  },
}
