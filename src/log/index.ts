/** Lines for programs about what happened: ids and counts, no secrets and no people. */
export { type Log, type LogLevel, logLevels, type LogSink, silentLog } from './log.ts'
export { openLog } from './open-log.ts'
export { type LogLine, relayedLog } from './relayed-log.ts'
export { redacted } from './redacted.ts'
