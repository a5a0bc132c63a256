/**
 * Loaded by `--import` before a command: at each SIGUSR2 it collects garbage and adds a line of what the process still
 * holds, in bytes, to the file `heap-PID.jsonl` in the folder it runs in.
 */
import { appendFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    collect()
    collect()
    const { rss, heapUsed, external } = process.memoryUsage()
    appendFileSync(`heap-${process.pid}.jsonl`, `${JSON.stringify({ at: Date.now(), rss, heapUsed, external })}\n`)
  })
}
