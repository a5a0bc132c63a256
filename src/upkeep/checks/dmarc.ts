import { broken, type Check, type Finding, ok, type Patient, skipped, warning } from '../finding.ts'

/** Whether the DNS says what receivers do with forgeries: Gmail, Yahoo and Microsoft ask for it (DLV-11, RFC 7489). */
export const dmarc: Check = {
  name: 'dmarc',
  doc: 'the DNS says what to do with forgeries',
  async look(patient) {
    if (patient.app.shop.provider === 'outbox') return skipped('Nothing leaves this computer')
    for (const name of names(patient.domain)) {
      const policies = (await patient.outside.records('TXT', name)).filter((text) => /^v=dmarc1\b/i.test(text.trim()))
      if (policies.length > 0) return judged(name, policies)
    }
    return missing(patient)
  },
}

/** The domain's own record, else that of a domain above it. */
function names(domain: string): string[] {
  const labels = domain.split('.')
  const all = labels.slice(0, -1).map((_, i) => `_dmarc.${labels.slice(i).join('.')}`)
  return all
}

function judged(name: string, policies: readonly string[]): Finding {
  const [policy = ''] = policies
  if (policies.length > 1)
    return broken(`DMARC: ${name} has ${policies.length} records, which counts as none`, 'keep one')
  const what = /(?:^|;)\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(policy)?.[1]
  if (!what) return broken(`DMARC: ${name} names no policy`, `in the DNS, TXT ${name}: v=DMARC1; p=none`)
  if (!/\brua\s*=/i.test(policy))
    return warning(`DMARC: p=${what} at ${name}, without an address for reports`, 'add rua=mailto:…')
  return ok(`DMARC: p=${what} at ${name}`)
}

function missing({ domain }: Patient): Finding {
  const repair = `in the DNS, TXT _dmarc.${domain}: v=DMARC1; p=none; rua=mailto:dmarc@${domain}`
  return broken(`DMARC: neither ${domain} nor a domain above it has a record`, repair)
}
