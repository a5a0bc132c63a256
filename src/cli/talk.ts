import type { Io, Sink } from './io.ts'

/** How a command speaks: results to stdout, talk to stderr. */
export interface Talk {
  /** A line of the result. */
  print(line?: string): void
  /** The result for machines. */
  printJson(value: unknown): void
  /** A line of talk; `--quiet` leaves it out. */
  say(line?: string): void
  /** A line that must be read even under `--quiet`: warnings and errors. */
  warn(line: string): void
  /** Paint for the result and for the talk; plain where there is no colour. */
  readonly paint: Paint
  readonly paintTalk: Paint
  /** Columns of the screen; 120 where there is none. */
  readonly width: number
  /** Whether something that moves may be drawn on stderr. */
  readonly lively: boolean
  readonly quiet: boolean
}

/** One style at a time around a text. */
export type Paint = (style: keyof typeof STYLES, text: string) => string

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  green: [32, 39],
  cyan: [36, 39],
} as const

/** The voice of one command. */
export function makeTalk(io: Io, flags: { color: boolean; quiet: boolean }): Talk {
  const dumb = io.env.TERM === 'dumb'
  const colour = flags.color && !io.env.NO_COLOR && !dumb
  return {
    print: (line = '') => void io.stdout.write(`${line}\n`),
    printJson: (value) => void io.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    say: (line = '') => void (flags.quiet || io.stderr.write(`${line}\n`)),
    warn: (line) => void io.stderr.write(`${line}\n`),
    paint: paintFor(io.stdout, colour),
    paintTalk: paintFor(io.stderr, colour),
    width: Math.min(160, Math.max(60, io.stdout.columns || 120)),
    lively: Boolean(io.stderr.isTTY) && !dumb && !flags.quiet,
    quiet: flags.quiet,
  }
}

function paintFor(sink: Sink, colour: boolean): Paint {
  if (!colour || !sink.isTTY) return (_style, text) => text
  return (style, text) => `\u001B[${STYLES[style][0]}m${text}\u001B[${STYLES[style][1]}m`
}
