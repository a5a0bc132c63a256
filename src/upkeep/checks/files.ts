import { broken, type Check, ok, warning } from '../finding.ts'
import { counted } from '../counted.ts'

/** Whether the shop's files can be read. */
export const files: Check = {
  name: 'files',
  doc: 'rules, campaigns and templates can be read',
  async look({ app: { problems } }) {
    const errors = problems.filter(({ severity }) => severity === 'error').length
    if (errors > 0) return broken(`${counted(errors, 'mistake')} in the shop's files`, 'perennial check')
    if (problems.length > 0)
      return warning(`The shop's files can be read, with ${counted(problems.length, 'warning')}`, 'perennial check')
    return ok("The shop's files can be read")
  },
}
