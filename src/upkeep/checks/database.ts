import { dirname } from 'node:path'
import { fileSystemOf, settingFaults } from '../../db/index.ts'
import { broken, type Check, type Finding, ok, skipped, warning } from '../finding.ts'

/** Whether the database is set so that it loses nothing, lies on a disk of this computer, and is private. */
export const database: Check = {
  name: 'database',
  doc: 'set to lose nothing, on a local disk, readable for its owner only',
  async look({ app, outside }) {
    const { file } = app
    if (app.place === 'server') return skipped('It is a server: see there')
    if (file === undefined) return skipped('There is none yet: perennial import makes it')
    const faults = await settingFaults(app.db)
    const findings: Finding[] = faults.map((fault) =>
      broken(fault, 'close other programs that use the file, then try again'),
    )
    const { kind, name } = fileSystemOf(dirname(file))
    if (kind === 'unsure') findings.push(warning(`It lies on ${name}: only as safe as the disk behind it`))
    if ((outside.file(file)?.others ?? 0) > 0) {
      findings.push(broken('Other users of this computer can read it', `chmod 600 ${file}*`))
    }
    return findings.length > 0 ? findings : ok(`${file}, set to lose nothing, on ${name}`)
  },
}
