import type SmtpConnection from 'nodemailer/lib/smtp-connection'

/** The end of one command: `ask` gets the callback. A connection that ends without an answer is a failure too. */
export function answered(connection: SmtpConnection, ask: (done: Callback) => void): Promise<void> {
  return new Promise((done, failed) => {
    const broken = (error: Error) => settle(error)
    // The callback knows more, and comes after the event.
    const ended = () => setImmediate(() => settle(new Error('Connection closed')))
    const settle: Callback = (error) => {
      connection.off('error', broken)
      connection.off('end', ended)
      if (error) failed(error)
      else done()
    }
    connection.on('error', broken)
    connection.on('end', ended)
    ask(settle)
  })
}

type Callback = (error?: Error | null) => void
