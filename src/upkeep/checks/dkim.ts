import { broken, type Check, ok, skipped } from '../finding.ts'
import { wantedRecords } from '../wanted-records.ts'

/** Whether the DNS holds the key with which emails are signed (RFC 6376). */
export const dkim: Check = {
  name: 'dkim',
  doc: 'the DNS holds the key that emails are signed with',
  async look(patient) {
    const { app, domain, outside } = patient
    if (app.shop.provider === 'outbox') return skipped('Nothing leaves this computer')
    const wanted = (await patient.account())?.records.filter(({ use }) => use === 'dkim') ?? []
    if (wanted.length > 0) return wantedRecords(patient, 'DKIM', wanted)
    if (app.shop.provider !== 'resend') {
      return skipped('DKIM: only your mail server knows its selector; look for DKIM-Signature in an email you received')
    }
    const name = `resend._domainkey.${domain}`
    const keys = await outside.records('TXT', name)
    if (keys.some((key) => /\bp=[A-Za-z0-9+/]{20,}/.test(key.replaceAll(/\s/g, '')))) return ok(`DKIM: ${name}`)
    return broken(`DKIM: ${name} holds no key`, 'set the record that resend.com/domains shows')
  },
}
