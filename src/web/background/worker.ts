/** The thread on which questions about the whole base are answered: it opens the shop anew, answers once and ends. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { openApp } from '../../app/index.ts'
import { fixedClock } from '../../clock.ts'
import { carryOut } from './carry-out.ts'
import type { ThreadWord, ThreadWork } from './run-task.ts'

if (parentPort) await answer(parentPort, workerData as ThreadWork)

async function answer(port: MessagePort, { files, database, now, task }: ThreadWork): Promise<void> {
  const say = (word: ThreadWord) => port.postMessage(word)
  const flags = { database, port: undefined, publicPort: undefined }
  const { value: app } = await openApp(files, { flags, env: {}, dotenv: {}, clock: fixedClock(now) })
  if (!app) throw new Error('the shop does not open')
  try {
    say({ is: 'result', result: await carryOut(app, now, task, (done, total) => say({ is: 'progress', done, total })) })
  } finally {
    await app.close()
  }
}
