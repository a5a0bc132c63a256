import { simpleParser } from 'mailparser'

/** What a delivery report says of one recipient of one email. */
export interface Bounce {
  /** The report's own id. */
  readonly report: string
  /** The Message-ID of the email it is about, without brackets. */
  readonly messageId: string
  readonly kind: 'permanent' | 'transient'
}

/**
 * Reads a delivery report (RFC 3464); undefined for any other message, a successful delivery, or a report that does not
 * name the email. `4.x.x` and "delayed" are transient, `5.x.x` is permanent.
 */
export async function readBounce(source: Uint8Array): Promise<Bounce | undefined> {
  // The library would turn the report's parts into text otherwise.
  const mail = await simpleParser(Buffer.from(source), { keepDeliveryStatus: true, skipHtmlToText: true })
  const part = (...types: string[]) =>
    mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString('utf8')
  const status = part('message/delivery-status')
  const original = part('message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers')
  if (status === undefined) return undefined
  const recipient = groupsIn(status).find((group) => group.has('action'))
  const messageId = headerIn(original ?? '', 'message-id') ?? groupsIn(status)[0]?.get('original-envelope-id')
  const kind = recipient && kindOf(recipient)
  if (!kind || messageId === undefined) return undefined
  const bare = (id: string) => id.trim().replace(/^<|>$/g, '')
  return { report: bare(mail.messageId ?? `${messageId}:${kind}`), messageId: bare(messageId), kind }
}

/** Fields of a report: groups of `Name: value` lines between empty ones, the first about the whole message. */
function groupsIn(text: string): ReadonlyMap<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split(/\n\s*\n/)
    .map((group) => new Map(group.split('\n').flatMap(fieldIn)))
    .filter((group) => group.size > 0)
}

function fieldIn(line: string): [string, string][] {
  const found = /^([!-9;-~]+):\s*(.*)$/.exec(line)
  return found?.[1] ? [[found[1].toLowerCase(), found[2] ?? '']] : []
}

function headerIn(text: string, name: string): string | undefined {
  return groupsIn(text)[0]?.get(name)
}

function kindOf(recipient: ReadonlyMap<string, string>): Bounce['kind'] | undefined {
  const action = (recipient.get('action') ?? '').trim().toLowerCase()
  const status = /([245])\.\d{1,3}\.\d{1,3}/.exec(recipient.get('status') ?? '')?.[1]
  if (action === 'delayed' || (action === 'failed' && status === '4')) return 'transient'
  return action === 'failed' ? 'permanent' : undefined
}
