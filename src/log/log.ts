import type { Fields } from './loggable.ts'

/** From everything to faults only. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** A log for programs: one JSON object a line. What happened in few words, and fields with ids, never with people. */
export type Log = Readonly<Record<LogLevel, (happened: string, fields?: Fields) => void>> & { close(): void }

/** Where the lines go. */
export interface LogSink {
  write(line: string): unknown
}

/** A log that writes nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {}, close() {} }
