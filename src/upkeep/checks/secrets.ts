import { join } from 'node:path'
import { pepperStateOf, secretStateOf } from '../../app/index.ts'
import { pepperFault, secretFault } from '../../consent/index.ts'
import { broken, type Check, ok } from '../finding.ts'

/** Whether others can read what only the owner may, and whether the keys of erasures and of links are the ones the database knows. */
export const secrets: Check = {
  name: 'secrets',
  doc: 'files with secrets are readable for their owner only, erased people are recognised, links accepted',
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
    const links = await secretStateOf(app)
    if (links === 'strange' || links === 'missing') {
      const { says, repair } = secretFault(links)
      findings.push(broken(says, repair))
    }
    return findings.length > 0 ? findings : ok('No secret is readable for others')
  },
}
