import { appendFileSync, readFileSync } from 'node:fs'

/** An accepted email: the truth about who got what, whatever the sender believes. */
export interface LedgerLine {
  readonly to: string
  /** The value of the tag `mid`; empty when the email has none. */
  readonly mid: string
  readonly key: string
  readonly at: number
  /** The id the service gave it. */
  readonly id: string
}

/** Appends to a file, each request with one write, so that no kill tears a line (FAKE-05). */
export function writeLedger(file: string, lines: readonly LedgerLine[]): void {
  if (lines.length > 0) appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** Every email that was accepted, oldest first. */
export function readLedger(file: string): LedgerLine[] {
  const text = readFileSync(file, 'utf8')
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as LedgerLine]))
}
