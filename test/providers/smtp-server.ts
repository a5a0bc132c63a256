import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { smtp } from '../../src/providers/smtp.ts'
import type { Provider } from '../../src/providers/index.ts'

/** A message as the server took it. */
export interface Taken {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: Buffer
  readonly session: string
  readonly secure: 'yes' | 'no'
}

/** A real mail server on this computer, and a provider that sends to it. */
export interface MailServer {
  readonly taken: Taken[]
  readonly port: number
  /** Lines the client opened. */
  readonly sessions: ReadonlySet<string>
  /** What happens to a recipient, to the sender or to the text: an error with its code, or a cut. */
  refuse: { from?: Refusal; to?: (address: string) => Refusal | undefined; text?: TextFate }
  open(url?: string): Provider
  /** How many lines are open now. */
  lines(): number
  close(): Promise<void>
}

export type Refusal = readonly [code: number, message: string]
/** `cut`: all text is read, then the line is torn. `taken and cut`: so too, but the message counts. */
export type TextFate = Refusal | 'cut' | 'taken and cut' | 'silence'

/** Starts the server. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const taken: Taken[] = []
  const sessions = new Set<string>()
  const test = { taken, sessions, refuse: {} as MailServer['refuse'] }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.secure ? [] : ['STARTTLS'],
    onConnect(session, done) {
      sessions.add(session.id)
      done()
    },
    onMailFrom: (_address, _session, done) => done(errorOf(test.refuse.from)),
    onRcptTo: ({ address }, _session, done) => done(errorOf(test.refuse.to?.(address))),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const fate = test.refuse.text
        if (fate === 'silence') return
        if (Array.isArray(fate)) return done(errorOf(fate as unknown as Refusal))
        if (fate !== 'cut') taken.push(takenOf(session, Buffer.concat(chunks)))
        if (fate !== 'cut' && fate !== 'taken and cut') return done()
        for (const { _socket } of server.connections as Set<{ _socket: Socket }>) _socket.destroy()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  const port = await new Promise<number>((done) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const address = listening.address()
      done(typeof address === 'object' && address ? address.port : 0)
    })
  })
  return Object.assign(test, {
    port,
    open: (url = `smtp://127.0.0.1:${port}`) => smtp.open({ dir: '.', timeZone: 'UTC', settings: { SMTP_URL: url } }),
    lines: () => server.connections.size,
    close: () => new Promise<void>((done) => server.close(() => done())),
  })
}

function takenOf(session: Parameters<NonNullable<SMTPServerOptions['onData']>>[1], raw: Buffer): Taken {
  const { mailFrom, rcptTo } = session.envelope
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    raw,
    session: session.id,
    secure: session.secure ? 'yes' : 'no',
  }
}

function errorOf(refusal: Refusal | undefined): Error | null {
  if (!refusal) return null
  const [responseCode, message] = refusal
  return Object.assign(new Error(message), { responseCode })
}
