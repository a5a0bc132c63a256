import { owedWipe } from '../../app/index.ts'
import { broken, type Check, ok } from '../finding.ts'

/** Whether the files still hold what was deleted of a person (PRIV-03). */
export const erasures: Check = {
  name: 'erasures',
  doc: 'every erasure was carried to its end',
  async look({ app }) {
    if ((await owedWipe(app)) === undefined) return ok('No erasure is unfinished')
    const says = 'An erasure was interrupted: the database file can still hold what was deleted'
    return broken(says, 'stop other Perennial processes, then any command finishes it: perennial list segments')
  },
}
