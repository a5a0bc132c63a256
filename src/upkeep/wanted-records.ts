import type { DnsRecord } from '../providers/index.ts'
import { broken, type Finding, ok, type Patient } from './finding.ts'

/** Compares records that the mail service wants with what the DNS answers. */
export async function wantedRecords(
  { outside }: Pick<Patient, 'outside'>,
  what: string,
  wanted: readonly DnsRecord[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { type, name, value } of wanted) {
    const there = await outside.records(type, name)
    if (there.some((one) => plain(one) === plain(value))) continue
    const says = there.length === 0 ? `${what}: ${name} has no ${type} record` : `${what}: ${name} says something else`
    findings.push(broken(says, `in the DNS, ${type} ${name}: ${value}`))
  }
  return findings.length > 0 ? findings : [ok(`${what}: ${wanted.map(({ name }) => name).join(', ')}`)]
}

/** As compared: quotes, blanks and the dot at the end come and go on the way through forms. */
function plain(value: string): string {
  return value.replaceAll(/["\s]/g, '').replace(/\.$/, '').toLowerCase()
}
