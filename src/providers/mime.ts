import MimeNode from 'nodemailer/lib/mime-node'
import { encode, wrap } from 'nodemailer/lib/qp'
import { type Email, type Mailbox, safeMailbox } from './email.ts'
import { headerText } from './header-text.ts'

/**
 * The email as one RFC 5322 message with a text and an HTML part, ASCII bytes, CRLF lines. Equal emails give equal
 * bytes: the date, the boundary and the Message-ID come from the email. Check it with `emailFault` first.
 *
 * The library makes the headers and encodes the parts; they are joined here, because its streams take twice the time.
 */
export function mimeMessage(email: Email): Uint8Array {
  const from = safeMailbox(email.from)
  const root = new MimeNode('multipart/alternative', { baseBoundary: email.id })
  root.setHeader({
    ...ownHeaders(email),
    From: headerMailbox(from),
    To: headerMailbox(safeMailbox(email.to)),
    ...(email.replyTo ? { 'Reply-To': headerMailbox(safeMailbox(email.replyTo)) } : {}),
    Subject: headerText(email.subject),
    'Message-ID': `<${email.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    Date: new Date(email.at).toUTCString().replace('GMT', '+0000'),
  })
  const headers = root.buildHeaders()
  const parts = [part('text/plain', email.text), part('text/html', email.html)]
  const body = parts.map((text) => `--${root.boundary}\r\n${text}\r\n`).join('')
  return Buffer.from(`${headers}\r\n\r\n${body}--${root.boundary}--\r\n`, 'latin1')
}

function headerMailbox({ name, address }: Mailbox): { name: string; address: string } {
  return { name: name ?? '', address }
}

/**
 * `prepared` keeps a header on its one line: signatures of mail services have broken over folded ones (DLV-06). The
 * values were checked by `emailFault`.
 */
function ownHeaders(email: Email): Record<string, string | { prepared: true; value: string }> {
  const own = { 'X-Perennial-Message': email.id }
  if (email.purpose !== 'marketing') return own
  return {
    ...own,
    'List-Unsubscribe': { prepared: true, value: `<${email.unsubscribe}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  }
}

function part(type: string, content: string): string {
  const body = wrap(encode(content.replaceAll(/\r\n|\r|\n/g, '\r\n')))
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${body}`
}
