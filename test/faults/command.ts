/** The command line as a process that may be killed: `command DIR NOW WORD…`, with DATABASE_URL. */
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { fixedClock } from '../../src/clock.ts'

const [dir = '', now = '', ...words] = process.argv.slice(2)
process.exitCode = await runCli(words, {
  cwd: dir,
  stdout: { write: (text: string) => process.stdout.write(text) },
  stderr: { write: (text: string) => process.stderr.write(text) },
  stdin: Readable.from([]),
  env: { DATABASE_URL: process.env.DATABASE_URL },
  clock: fixedClock(Number(now)),
  interrupt: { signal: new AbortController().signal, drain() {} },
})
