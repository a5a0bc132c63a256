import { processIo } from './io.ts'
import { runCli } from './run-cli.ts'

const INTERRUPTED = 130

/** The program: runs the command line and leaves with its exit code once everything is written. */
const controller = new AbortController()
let draining = false

let byHand = false

function stop(signal: 'SIGINT' | 'SIGTERM'): void {
  if (!draining || controller.signal.aborted) process.exit(INTERRUPTED)
  byHand = signal === 'SIGINT'
  controller.abort()
}

process.on('SIGINT', stop)
process.on('SIGTERM', stop)
// `perennial members lapsed | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const interrupt = {
  signal: controller.signal,
  drain() {
    draining = true
  },
}

const code = await runCli(process.argv.slice(2), processIo(interrupt))
// A service manager's SIGTERM is the normal end of `serve`; Ctrl-C is an interruption.
process.exitCode = byHand ? INTERRUPTED : code
