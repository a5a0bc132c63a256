import { noted } from '../../db/index.ts'
import { listFault } from '../../track/index.ts'
import { type Check, ok, skipped, warning } from '../finding.ts'

/** Whether the mail service's own list of suppressed addresses and ours tell each other (RES-03). */
export const addresses: Check = {
  name: 'addresses',
  doc: "the mail service's list of suppressed addresses and ours are the same",
  async look({ app }) {
    if (app.shop.provider !== 'resend') return skipped(`${app.shop.provider} keeps no list of suppressed addresses`)
    const fault = await listFault(app)
    if (fault !== undefined) {
      return warning(
        `Resend's list of suppressed addresses is not kept: ${fault.reason}`,
        'a key with full access may keep it; Perennial itself writes to none of them',
      )
    }
    const heard = await noted(app, 'suppressions_heard')
    if (heard === undefined)
      return ok("Resend's list of suppressed addresses was not read yet; perennial serve does it")
    return ok('Suppressed addresses are told to Resend and heard from it')
  },
}
