import { join } from 'node:path'
import { broken, type Check, ok } from '../finding.ts'

/** Whether others can read what only the owner may. */
export const secrets: Check = {
  name: 'secrets',
  doc: 'files with secrets are readable for their owner only',
  async look({ app, outside }) {
    const open = ['.env', 'data/secret', 'data/pepper'].filter(
      (name) => (outside.file(join(app.dir, name))?.others ?? 0) > 0,
    )
    if (open.length === 0) return ok('No secret is readable for others')
    return open.map((name) => broken(`${name} can be read by other users of this computer`, `chmod 600 ${name}`))
  },
}
