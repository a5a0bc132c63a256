import type { Halt, SendResult } from './send-answer.ts'
import { withoutAddresses } from './without-addresses.ts'

/** What the library tells of a failure; the server's own code is there when the server answered. */
export interface SmtpError {
  readonly code?: string
  readonly responseCode?: number
  readonly command?: string
  readonly message: string
}

/** How far a message had come: nothing of its text was sent, or some of it or all. */
export type SmtpStage = 'before the text' | 'after the text'

/** What a failure means for its message, and for all others when it is not this message's fault. */
export interface SmtpOutcome {
  readonly result: SendResult
  readonly halt?: Halt
}

const SHORTLY = 60_000
/** Servers that do not know a sender yet let it wait five minutes (greylisting). */
const GREYLISTED = 5 * 60_000

/**
 * The outcome of a failure. An answer of the server is definite, 4xx or 5xx. Without an answer everything hangs on the
 * stage: once text was sent nobody knows, and there is no key that would make a repeat safe (delivery.md Q8).
 */
export function smtpOutcome(error: SmtpError, stage: SmtpStage): SmtpOutcome {
  const code = error.responseCode
  if (code === undefined || code < 400) return withoutAnswer(error, stage)
  if (error.code === 'EAUTH' || (code >= 530 && code <= 538)) return refusedLogin(error, code)
  const reason = sentence(error)
  if (code === 421) return stopped(reason, String(code), SHORTLY)
  if (!isAboutMessage(error, code)) return stopped(reason, String(code), code < 500 ? SHORTLY : 'operator')
  if (code < 500) return { result: { outcome: 'later', reason, wait: GREYLISTED } }
  return { result: { outcome: 'rejected', reason } }
}

/** A sender that is not allowed is a fault of the shop, not of this customer's email; a size (552) is the email's. */
function isAboutMessage({ command }: SmtpError, code: number): boolean {
  return command === 'RCPT TO' || command === 'DATA' || (command === 'MAIL FROM' && (code === 552 || code < 500))
}

function withoutAnswer(error: SmtpError, stage: SmtpStage): SmtpOutcome {
  const code = error.code ?? 'ECONNECTION'
  if (stage === 'after the text') {
    const reason = `The connection ended before the mail server said whether it took the email (${code})`
    return { result: { outcome: 'uncertain', reason } }
  }
  if (code === 'EAUTH') return refusedLogin(error, undefined)
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { result: { outcome: 'rejected', reason: sentence(error) } }
  return stopped(`The mail server could not be reached (${code}: ${withoutAddresses(error.message)})`, code, SHORTLY)
}

/** 454 is a server that cannot check passwords now; all others mean that the login is wrong. */
function refusedLogin(error: SmtpError, code: number | undefined): SmtpOutcome {
  if (code !== undefined && code < 500) return stopped(sentence(error), String(code), SHORTLY)
  return stopped(
    `${sentence(error)}: put the right user and password into SMTP_URL`,
    String(code ?? 'EAUTH'),
    'operator',
  )
}

function stopped(reason: string, code: string, until: Halt['until']): SmtpOutcome {
  return { result: { outcome: 'later', reason }, halt: { code, reason, until } }
}

function sentence({ message }: SmtpError): string {
  return `The mail server refused: ${withoutAddresses(message)}`
}
