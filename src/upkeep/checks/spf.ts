import { broken, type Check, type Finding, ok, type Patient, skipped, warning } from '../finding.ts'
import { wantedRecords } from '../wanted-records.ts'

/** Whether the DNS names who may send for the domain (RFC 7208). */
export const spf: Check = {
  name: 'spf',
  doc: 'the DNS says who may send for the domain',
  async look(patient) {
    if (patient.app.shop.provider === 'outbox') return skipped('Nothing leaves this computer')
    const wanted = (await patient.account())?.records.filter(({ use }) => use === 'spf') ?? []
    if (wanted.length > 0) return wantedRecords(patient, 'SPF', wanted)
    return patient.app.shop.provider === 'resend' ? resendSpf(patient) : ownSpf(patient)
  },
}

/** Resend sends its bounces to a subdomain, and asks for the record there. */
async function resendSpf({ domain, outside }: Patient): Promise<Finding> {
  const policies = (await outside.records('TXT', `send.${domain}`)).filter(isSpf)
  if (policies.some((policy) => policy.includes('amazonses.com'))) return ok(`SPF: send.${domain}`)
  const repair = 'set the record that resend.com/domains shows'
  return warning(`SPF: send.${domain} does not name the servers of Resend`, repair)
}

async function ownSpf({ domain, outside }: Patient): Promise<Finding> {
  const policies = (await outside.records('TXT', domain)).filter(isSpf)
  const [policy] = policies
  if (policy === undefined) {
    return broken(`SPF: ${domain} has no record`, `in the DNS, TXT ${domain}: v=spf1 a:NAME.OF.YOUR.MAIL.SERVER -all`)
  }
  if (policies.length > 1)
    return broken(`SPF: ${domain} has ${policies.length} records, which counts as none`, 'join them into one')
  if (/\+all\b/.test(policy)) return broken(`SPF: ${domain} lets everybody send (+all)`, 'end it with -all')
  return ok(`SPF: ${policy}`)
}

function isSpf(text: string): boolean {
  return /^v=spf1(\s|$)/i.test(text.trim())
}
