import { Readable } from 'node:stream'
import type SmtpConnection from 'nodemailer/lib/smtp-connection'
import { emailFault } from './email.ts'
import { envelopeOf } from './envelope.ts'
import { mimeMessage } from './mime.ts'
import type { FrozenMessage, Provider, ProviderKind, SendRequest } from './provider.ts'
import type { Halt, SendAnswer, SendResult } from './send-answer.ts'
import { smtpAddress, smtpUrlFault } from './smtp-address.ts'
import { answered } from './smtp-answered.ts'
import { type SmtpLine, type SmtpLines, smtpLines } from './smtp-lines.ts'
import { type SmtpError, type SmtpOutcome, smtpOutcome } from './smtp-outcome.ts'

/**
 * The shop's own mail server. SMTP has no key that makes a repeat safe: an email whose text was sent and not answered
 * is `uncertain`, and never sent again by itself (delivery.md Q8).
 */
export const smtp: ProviderKind = {
  name: 'smtp',
  doc: 'sends through your own mail server; an answer that never came leaves the email uncertain',
  settings: [
    {
      name: 'SMTP_URL',
      doc: 'The mail server: `smtps://user:password@mail.kava.example:465`, or `smtp://` with STARTTLS.',
      need: 'needed',
      fault: smtpUrlFault,
    },
  ],
  open({ settings: { SMTP_URL = '' } }): Provider {
    const lines = smtpLines(smtpAddress(SMTP_URL))
    return {
      name: 'smtp',
      // Few: where a process dies in the middle, all of these are uncertain.
      most: 10,
      atOnce: 1,
      unit: 'message',
      repeatable: 0,
      rate: undefined,
      async compose(email) {
        const rejected = emailFault(email)
        return rejected ? { rejected } : { bytes: mimeMessage(email) }
      },
      send: (request, signal) => sendAll(lines, request, signal),
      async examine() {
        const { smtpAccount } = await import('./smtp-account.ts')
        return smtpAccount(lines)
      },
      close: async () => lines.closeAll(),
    }
  },
}

/** Connections at once: what small servers allow. */
const AT_ONCE = 4

const STOPPED: SendResult = { outcome: 'later', reason: 'Stopped before its turn came' }

async function sendAll(lines: SmtpLines, { messages }: SendRequest, signal: AbortSignal): Promise<SendAnswer> {
  const results: SendResult[] = []
  let halt: Halt | undefined
  let next = 0
  const work = async () => {
    for (let i = next++; i < messages.length; i = next++) {
      if (halt) results[i] = { outcome: 'later', reason: halt.reason }
      else if (signal.aborted) results[i] = STOPPED
      else {
        const outcome = await sendOne(lines, messages[i] as FrozenMessage, signal)
        results[i] = outcome.result
        halt ??= outcome.halt
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { results, ...(halt ? { halt } : {}) }
}

async function sendOne(lines: SmtpLines, message: FrozenMessage, signal: AbortSignal): Promise<SmtpOutcome> {
  const first = await attempt(lines, message, signal, 'any')
  // A line that was kept may have been closed by the server meanwhile; not a byte of the text went over it.
  return first === 'stale' ? ((await attempt(lines, message, signal, 'new')) as SmtpOutcome) : first
}

async function attempt(
  lines: SmtpLines,
  message: FrozenMessage,
  signal: AbortSignal,
  which: 'any' | 'new',
): Promise<SmtpOutcome | 'stale'> {
  let line: SmtpLine
  try {
    line = await lines.take(which)
  } catch (error) {
    return smtpOutcome(told(error), 'before the text')
  }
  const wasUsed = line.state === 'used'
  const text = Readable.from([message.bytes])
  const end = () => line.connection.close()
  signal.addEventListener('abort', end, { once: true })
  try {
    const providerId = await hand(line, message, text)
    lines.give(line)
    return { result: { outcome: 'accepted', providerId } }
  } catch (failure) {
    const error = told(failure)
    await recover(lines, line, error)
    const stage = text.readableDidRead ? 'after the text' : 'before the text'
    if (signal.aborted && stage === 'before the text') return { result: STOPPED }
    if (wasUsed && stage === 'before the text' && error.responseCode === undefined) return 'stale'
    return smtpOutcome(error, stage)
  } finally {
    signal.removeEventListener('abort', end)
  }
}

/** Returns the Message-ID. Where the server knows how (RFC 3461), bounces name the message by its id. */
async function hand({ connection }: SmtpLine, message: FrozenMessage, text: Readable): Promise<string> {
  const { from, to, messageId } = envelopeOf(message.bytes)
  const dsn: SmtpConnection.DSNOptions = { ret: 'HDRS', envid: message.id, notify: ['FAILURE', 'DELAY'], orcpt: to }
  const envelope = { from, to, size: message.bytes.byteLength, dsn }
  await answered(connection, (done) => connection.send(envelope, text, done))
  return messageId
}

/** After a refusal of one message the line is good for the next. */
async function recover(lines: SmtpLines, line: SmtpLine, error: SmtpError): Promise<void> {
  const refused = error.responseCode !== undefined && error.responseCode !== 421 && line.state !== 'closed'
  if (!refused) return line.connection.close()
  try {
    await answered(line.connection, (done) => line.connection.reset(done))
    lines.give(line)
  } catch {
    line.connection.close()
  }
}

function told(error: unknown): SmtpError {
  return error instanceof Error ? (error as SmtpError) : { message: String(error) }
}
