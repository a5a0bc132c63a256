import type SmtpConnection from 'nodemailer/lib/smtp-connection'
import { answered } from './smtp-answered.ts'

/** A connection to a mail server that is logged in; it carries one message at a time. */
export interface SmtpLine {
  readonly connection: SmtpConnection
  /** Whether it has carried a message: the server may have closed it since. */
  state: 'new' | 'used' | 'closed'
}

/** Connections that are kept for the next message. */
export interface SmtpLines {
  /** A free line, or a new one. Throws the library's error when the server cannot be reached or refuses the login. */
  take(which: 'any' | 'new'): Promise<SmtpLine>
  /** Back for the next message; a closed one is forgotten. */
  give(line: SmtpLine): void
  /** Says goodbye on all idle lines, and waits for no answer. */
  closeAll(): void
}

/** How to reach and enter a mail server. */
export interface SmtpAddress {
  readonly options: SmtpConnection.Options
  readonly login: { readonly user: string; readonly pass: string } | undefined
}

/** Below the five minutes that servers must wait (RFC 5321 4.5.3.2.7). */
const IDLE = 60_000

/** Keeps lines to one server. An idle line holds no process up. */
export function smtpLines(address: SmtpAddress): SmtpLines {
  let idle: { line: SmtpLine; timer: NodeJS.Timeout }[] = []
  const forget = (line: SmtpLine) => {
    line.state = 'closed'
    idle = idle.filter((one) => one.line !== line)
  }
  return {
    async take(which) {
      const kept = which === 'any' ? idle.pop() : undefined
      if (!kept) return openLine(address, forget)
      clearTimeout(kept.timer)
      socketOf(kept.line)?.ref()
      return kept.line
    },
    give(line) {
      if (line.state === 'closed') return
      line.state = 'used'
      socketOf(line)?.unref()
      idle.push({ line, timer: setTimeout(() => line.connection.quit(), IDLE).unref() })
    },
    closeAll() {
      for (const { line, timer } of idle) {
        clearTimeout(timer)
        line.connection.quit()
      }
      idle = []
    },
  }
}

async function openLine({ options, login }: SmtpAddress, forget: (line: SmtpLine) => void): Promise<SmtpLine> {
  // Loaded here, so that commands that send nothing do not wait for the library.
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const connection = new Connection(options)
  const line: SmtpLine = { connection, state: 'new' }
  connection.on('end', () => forget(line))
  // Whoever waits for an answer hears of an error there; one of an idle line only ends it.
  connection.on('error', () => forget(line))
  try {
    await answered(connection, (done) => connection.connect(done))
    if (login) await answered(connection, (done) => connection.login({ credentials: login }, done))
    return line
  } catch (error) {
    connection.close()
    throw error
  }
}

function socketOf({ connection }: SmtpLine) {
  return connection._socket || undefined
}
