import { sendingFault } from '../../app/index.ts'
import { broken, type Check, ok, skipped } from '../finding.ts'

/** Whether the mail service takes our emails: key, domain, tracking, or the login of a mail server. */
export const service: Check = {
  name: 'service',
  doc: 'the mail service knows the key and the domain, and changes no email',
  async look({ app, account }) {
    const fault = await sendingFault(app)
    if (fault) return broken(fault.message, fault.hint)
    if (app.shop.provider === 'outbox') return skipped('Emails are written to ./outbox: nothing leaves this computer')
    const asked = await account()
    if (!asked || asked.findings.length === 0) return ok(`${app.shop.provider} is ready`)
    return asked.findings.map(({ state, says, repair }) => {
      return repair === undefined ? { condition: state, says } : { condition: state, says, repair }
    })
  },
}
