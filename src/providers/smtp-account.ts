import type { Account, AccountFinding } from './account.ts'
import type { SmtpLines } from './smtp-lines.ts'
import { withoutAddresses } from './without-addresses.ts'

/** Connects to the mail server and logs in, and sends nothing. */
export async function smtpAccount(lines: SmtpLines): Promise<Account> {
  return { findings: [await serverFinding(lines)], records: [], clock: undefined }
}

async function serverFinding(lines: SmtpLines): Promise<AccountFinding> {
  try {
    const line = await lines.take('new')
    const { secure } = line.connection
    line.connection.quit()
    if (secure) return { about: 'server', state: 'ok', says: 'The mail server lets us in, over TLS' }
    const repair = 'use smtps://, or a server that offers STARTTLS'
    return { about: 'server', state: 'warning', says: 'The mail server lets us in, but not over TLS', repair }
  } catch (error) {
    const reason = withoutAddresses(error instanceof Error ? error.message : String(error))
    const says = `The mail server does not let us in: ${reason}`
    return {
      about: 'server',
      state: 'broken',
      says,
      repair: 'set SMTP_URL to the server, user and password it expects',
    }
  } finally {
    lines.closeAll()
  }
}
