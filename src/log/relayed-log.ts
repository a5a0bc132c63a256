import { type Log, type LogLevel, logLevels } from './log.ts'
import { loggable } from './loggable.ts'

/** A line of a log on its way from one thread to another. */
export interface LogLine {
  readonly level: LogLevel
  readonly happened: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A log whose lines are told on, cleaned as they will be written, to a thread that has the real one. */
export function relayedLog(tell: (line: LogLine) => void): Log {
  const levels = logLevels.map((level) => {
    const line: Log[LogLevel] = (happened, fields = {}) => tell({ level, happened, fields: loggable(fields) })
    return [level, line]
  })
  return { ...(Object.fromEntries(levels) as Record<LogLevel, Log[LogLevel]>), close() {} }
}
