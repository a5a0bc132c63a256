/** The command line as a process that may be killed: `command DIR NOW WORD…`. It says when it begins. */
import { Readable } from 'node:stream'
import { runCli } from '../../src/cli/run-cli.ts'
import { fixedClock } from '../../src/clock.ts'

const [dir = '', now = '', ...words] = process.argv.slice(2)
process.stdout.write('begins\n')
process.exitCode = await runCli(words, {
  cwd: dir,
  stdout: { write: () => true },
  stderr: { write: (text: string) => process.stderr.write(text) },
  stdin: Readable.from([]),
  env: {},
  clock: fixedClock(Number(now)),
  interrupt: { signal: new AbortController().signal, drain() {} },
})
