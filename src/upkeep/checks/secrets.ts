import { join } from 'node:path'
import { pepperStateOf } from '../../app/index.ts'
import { pepperFault } from '../../consent/index.ts'
import { broken, type Check, ok } from '../finding.ts'

/** Whether others can read what only the owner may, and whether the key of erasures is the one the database knows. */
export const secrets: Check = {
  name: 'secrets',
  doc: 'files with secrets are readable for their owner only, and erased people are recognised',
  async look({ app, outside }) {
    const open = ['.env', 'data/secret', 'data/pepper'].filter(
      (name) => (outside.file(join(app.dir, name))?.others ?? 0) > 0,
    )
    const findings = open.map((name) =>
      broken(`${name} can be read by other users of this computer`, `chmod 600 ${name}`),
    )
    const state = await pepperStateOf(app)
    if (state === 'strange' || state === 'missing') {
      const { says, repair } = pepperFault(state)
      findings.push(broken(says, repair))
    }
    return findings.length > 0 ? findings : ok('No secret is readable for others')
  },
}
