import { broken, type Check, type Finding, ok, type Patient, skipped, warning } from '../finding.ts'

/** Whether people who get an email can reach the pages behind its links. */
export const links: Check = {
  name: 'links',
  doc: 'the public pages answer, over https, under a name of the sender',
  async look(patient, signal) {
    const { app, domain } = patient
    if (app.shop.provider === 'outbox') return skipped('Nothing leaves this computer')
    const url = new URL(app.shop.links)
    const repair = `links: https://mail.${domain} in perennial.yaml, and a proxy from there to port ${app.settings.publicPort}`
    if (isPrivate(url.hostname)) return broken(`Links lead to ${url.origin}, which nobody outside can reach`, repair)
    if (url.protocol !== 'https:') return broken(`Links lead to ${url.origin}, without https`, repair)
    return [await visited(patient, signal), ...related(url.hostname, domain)]
  },
}

async function visited({ app: { shop, settings }, outside }: Patient, signal: AbortSignal): Promise<Finding> {
  const behind = `the proxy must pass it on to http://127.0.0.1:${settings.publicPort}, where perennial serve listens`
  try {
    const { status } = await outside.visit(`${shop.links}/unsubscribe/doctor`, signal)
    if (status === 404) return ok(`${shop.links} answers`)
    if (status === 421)
      return broken(
        `${shop.links} answers, but Perennial does not know it under this name`,
        'the proxy must keep the Host header',
      )
    if (status >= 300 && status < 400) {
      return broken(
        `${shop.links} answers with a redirect, which ends one-click unsubscribes (RFC 8058)`,
        'set links to where it leads',
      )
    }
    if (status >= 500) return broken(`${shop.links} answers with ${status}: nobody is behind it`, behind)
    return broken(`${shop.links} answers with ${status}: that is not Perennial`, behind)
  } catch (error) {
    return broken(`${shop.links} does not answer (${causeOf(error)})`, behind)
  }
}

/** The same domain builds one good name; another one looks like a trick (DLV-13). */
function related(host: string, domain: string): Finding[] {
  if (organisation(host) === organisation(domain)) return []
  const repair = `links: https://mail.${domain} in perennial.yaml`
  return [warning(`Links lead to ${host}, emails come from ${domain}: filters distrust two names`, repair)]
}

/** The part that somebody registers: two labels, three below endings such as co.uk. */
function organisation(name: string): string {
  const labels = name.split('.')
  const second = /^(co|com|org|net|ac|gov|edu)$/.test(labels.at(-2) ?? '') && labels.at(-1)?.length === 2
  return labels.slice(second ? -3 : -2).join('.')
}

function isPrivate(host: string): boolean {
  if (!host.includes('.') || /\.(local|internal|lan|test|localhost)$/.test(host)) return true
  return /^(127\.|10\.|192\.168\.|169\.254\.|0\.|172\.(1[6-9]|2\d|3[01])\.)/.test(host)
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}
