/** Who hands a message over and who gets it, and the Message-ID by which a bounce names it. */
export interface Envelope {
  readonly from: string
  readonly to: string
  readonly messageId: string
}

/** The envelope of a message that `mimeMessage` made: its headers are ours, so they are read as we write them. */
export function envelopeOf(bytes: Uint8Array): Envelope {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = text.subarray(0, text.indexOf('\r\n\r\n')).toString('latin1')
  const lines = head.replaceAll(/\r\n[\t ]+/g, ' ').split('\r\n')
  return {
    from: address(headerIn(lines, 'From')),
    to: address(headerIn(lines, 'To')),
    messageId: headerIn(lines, 'Message-ID'),
  }
}

function headerIn(lines: readonly string[], name: string): string {
  const line = lines.find((one) => one.startsWith(`${name}: `))
  if (line === undefined) throw new Error(`the message has no ${name}`)
  return line.slice(name.length + 2).trim()
}

/** Names hold no angle brackets: `safeMailbox` takes them away. */
function address(mailbox: string): string {
  return /<([^<>]*)>$/.exec(mailbox)?.[1] ?? mailbox
}
