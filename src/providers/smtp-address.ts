import type { SmtpAddress } from './smtp-lines.ts'

/** Times in ms: a server that does not answer in them does not answer. */
const TIMES = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 }
const HERE = ['localhost', '127.0.0.1', '[::1]']

/**
 * The mail server of `SMTP_URL`: `smtps` speaks TLS from the first byte, `smtp` must change to it by STARTTLS. Only a
 * server on this computer, or one whose address ends in `?tls=none`, is spoken to in the clear.
 */
export function smtpAddress(url: string): SmtpAddress {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url)
  const secure = protocol === 'smtps:'
  const here = HERE.includes(hostname)
  const clear = searchParams.get('tls') === 'none'
  const login = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined
  return {
    options: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port) || (secure ? 465 : 587),
      secure,
      requireTLS: !secure && !here && !clear,
      ignoreTLS: clear,
      // Certificates of a server on this computer are usually its own, and nobody is in between.
      tls: { rejectUnauthorized: !here },
      ...TIMES,
    },
    login,
  }
}

/** What is wrong with `SMTP_URL`, as the end of a sentence, without its password. */
export function smtpUrlFault(url: string): string | undefined {
  const example = 'use smtps://user:password@mail.kava.example:465'
  if (!URL.canParse(url)) return `is no address: ${example}`
  const { protocol, hostname, username, password } = new URL(url)
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return `must begin with smtps:// or smtp://: ${example}`
  if (hostname === '') return `names no server: ${example}`
  if (password !== '' && username === '') return `has a password and no user: ${example}`
  if (!decodes(username) || !decodes(password)) return 'holds a % that must be written as %25'
  return undefined
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
