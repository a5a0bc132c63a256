import { domainToASCII } from 'node:url'
import isEmailModule from 'validator/lib/isEmail.js'
import { type Strange, strange } from './strange.ts'

// One file of the CommonJS package, not its hundred: its types call the function `default`, Node does not.
const isEmail = isEmailModule as unknown as typeof isEmailModule.default

/**
 * An address mail can be sent to: a plain local part (ASCII, as most relays want it) at a public domain, the domain in
 * ASCII (`bücher.example` becomes `xn--bcher-kva.example`). Which legal addresses are refused all the same stands in
 * docs/decisions.md.
 */
export function readEmail(text: string): string | Strange {
  const at = text.lastIndexOf('@')
  if (at < 1 || /[\s\p{Cc}]/u.test(text)) return strange('is no e-mail address')
  // Quotes around plain signs are sent as they are; escapes in them no shop means.
  if (text.startsWith('"') && !/^"[^"\\]+"$/.test(text.slice(0, at))) return strange('is no e-mail address')
  const domain = text.slice(at + 1)
  const ascii = /^[a-z0-9.-]+$/i.test(domain) ? domain.toLowerCase() : domainToASCII(domain)
  const address = `${text.slice(0, at)}@${ascii}`
  // 254: RFC 5321 4.5.3.1.3, less the angle brackets.
  if (ascii === '' || address.length > 254) return strange('is no e-mail address')
  return isEmail(address, { allow_utf8_local_part: false }) ? address : strange('is no e-mail address')
}
