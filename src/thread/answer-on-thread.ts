import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadWord } from './ask-thread.ts'

/**
 * What the file of a thread does: works on what it was given, may say something meanwhile, answers once and ends.
 * Loaded by anybody else it does nothing.
 */
export async function answerOnThread<Work, Word>(
  answer: (work: Work, say: (word: Word) => void) => Promise<unknown>,
): Promise<void> {
  const port = parentPort
  if (!port) return
  const tell = (word: { is: ThreadWord['is']; word?: Word; answer?: unknown }) => port.postMessage(word)
  tell({ is: 'answer', answer: await answer(workerData as Work, (word) => tell({ is: 'word', word })) })
}
