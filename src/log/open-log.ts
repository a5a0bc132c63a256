import { closeSync, openSync, writeSync } from 'node:fs'
import { pino } from 'pino'
import type { Log, LogLevel, LogSink } from './log.ts'
import { type Fields, loggable } from './loggable.ts'

/** A log into a file that only its owner may read, appended to, or into a sink such as stderr. */
export function openLog(to: string | LogSink, level: LogLevel): Log {
  const { sink, close } = typeof to === 'string' ? openFile(to) : { sink: to, close() {} }
  const base = { pid: process.pid }
  const lines = pino({ level, base, formatters: { level: (label) => ({ level: label }) } }, sink)
  const at =
    (one: LogLevel) =>
    (happened: string, fields: Fields = {}) => {
      if (lines.isLevelEnabled(one)) lines[one](loggable(fields), loggable({ happened }).happened as string)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), close }
}

/** Written at once: the line before a crash is the one that is wanted. */
function openFile(file: string): { sink: LogSink; close(): void } {
  const handle = openSync(file, 'a', 0o600)
  return { sink: { write: (line) => writeSync(handle, line) }, close: () => closeSync(handle) }
}
