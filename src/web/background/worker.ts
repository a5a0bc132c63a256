/** The thread on which questions about the whole base are answered: it opens the shop anew, answers once and ends. */
import { withAppOnThread } from '../../app/index.ts'
import { answerOnThread } from '../../thread/index.ts'
import { carryOut } from './carry-out.ts'
import type { Progress, ThreadWork } from './run-task.ts'

await answerOnThread((work: ThreadWork, say: (progress: Progress) => void) =>
  withAppOnThread(work, (app) => carryOut(app, work.now, work.task, (done, total) => say([done, total]))),
)
