import { domainToASCII } from 'node:url'
import type { Instant } from '../clock.ts'
import { headerText } from './header-text.ts'

/** An address with the name shown before it. */
export interface Mailbox {
  readonly name: string | undefined
  readonly address: string
}

/** One email to one customer, complete. */
export interface Email {
  /** The message's id: letters, digits, `-`, `_`, `.`; it is in the headers and names the file. */
  readonly id: string
  readonly from: Mailbox
  readonly replyTo: Mailbox | undefined
  readonly to: Mailbox
  readonly subject: string
  readonly html: string
  readonly text: string
  /** The instant in the `Date` header. */
  readonly at: Instant
  readonly purpose: 'marketing' | 'service'
  /** Address that unsubscribes by one POST (RFC 8058); marketing must have it. */
  readonly unsubscribe: string | undefined
}

/** `Kava <hej@kava.example>` or a bare address, as it stands in the shop file. */
export function parseMailbox(text: string): Mailbox {
  const [, name = '', address] = /^(.*)<([^<>]*)>\s*$/s.exec(text) ?? []
  if (address === undefined) return { name: undefined, address: text.trim() }
  return { name: name.trim().replace(/^"(.*)"$/s, '$1') || undefined, address: address.trim() }
}

/** The mailbox in the form that may stand in a header: clean name, domain in ASCII. Throws nothing, judges nothing. */
export function safeMailbox({ name, address }: Mailbox): Mailbox {
  const at = address.lastIndexOf('@')
  const ascii = `${address.slice(0, at)}@${asciiDomain(address.slice(at + 1))}`
  const shown = headerText(name ?? '', LONGEST_NAME)
    .replaceAll(/[<>"]/g, '')
    .trim()
  return { name: shown || undefined, address: ascii }
}

/** Why an email can never be sent, as a sentence without the address itself, or undefined when it can. */
export function emailFault(email: Email): string | undefined {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/.test(email.id)) return 'The message id holds characters it must not hold'
  const faults = [
    addressFault('The customer’s address', email.to.address),
    addressFault('The sender’s address in the shop file', email.from.address),
    email.replyTo ? addressFault('The reply address in the shop file', email.replyTo.address) : undefined,
    headerText(email.subject) === '' ? 'The subject is empty' : undefined,
    email.purpose === 'marketing' ? unsubscribeFault(email.unsubscribe) : undefined,
  ]
  return faults.find((fault) => fault !== undefined)
}

/** Most customers of a shop share a few domains. */
const MOST_DOMAINS = 1000
const domains = new Map<string, string>()

function asciiDomain(domain: string): string {
  const ascii = domains.get(domain) ?? domainToASCII(domain)
  if (domains.size >= MOST_DOMAINS) domains.clear()
  domains.set(domain, ascii)
  return ascii
}

const LONGEST_NAME = 120
/** RFC 5321: 64 before the @, 254 in all. Providers refuse local parts beyond ASCII, and quoted ones (SEC-07). */
const LOCAL_PART = /^(?=.{1,64}$)[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*$/
const DOMAIN = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

function addressFault(whose: string, address: string): string | undefined {
  const at = address.lastIndexOf('@')
  if (at < 1) return `${whose} has no @`
  if (!LOCAL_PART.test(address.slice(0, at))) return `${whose} holds characters before the @ that mail services refuse`
  const domain = asciiDomain(address.slice(at + 1))
  if (!DOMAIN.test(domain)) return `${whose} has no domain that can exist`
  if (at + 1 + domain.length > 254) return `${whose} is longer than 254 characters`
  return undefined
}

function unsubscribeFault(url: string | undefined): string | undefined {
  if (url && /^https?:\/\/[!-;=?-~]+$/.test(url) && url.length <= 900) return undefined
  return 'A marketing email must carry its unsubscribe link'
}
