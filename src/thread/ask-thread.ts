import { Worker } from 'node:worker_threads'

/** How a thread is listened to. */
export interface Asked {
  /** Hears what it says before it answers. */
  readonly hear?: (word: never) => void
  /** Ends it. Its connections are closed when the promise is rejected: what they had begun is undone. */
  readonly signal?: AbortSignal
  /** `goes on`: the program may end before the thread does, whose work then counts for nothing. */
  readonly program?: 'waits' | 'goes on'
}

/** What a thread tells. */
export type ThreadWord =
  | { readonly is: 'word'; readonly word: never }
  | { readonly is: 'answer'; readonly answer: unknown }

/**
 * Starts a file on a thread and gives it `work`, plain data; the answer of its `answerOnThread`. For what reads or
 * counts for long: the database's driver waits for the disk, and whoever waits for it can answer nobody (DB-07).
 */
export async function askThread(file: URL, work: unknown, asked: Asked = {}): Promise<unknown> {
  const { hear, signal, program = 'waits' } = asked
  signal?.throwIfAborted()
  const thread = new Worker(file, { workerData: work })
  if (program === 'goes on') thread.unref()
  const stop = new AbortController()
  try {
    return await new Promise((resolve, reject) => {
      thread.on('message', (word: ThreadWord) => {
        if (word.is === 'word') hear?.(word.word)
        else resolve(word.answer)
      })
      thread.once('error', reject)
      const early = new Error('the thread ended before it answered')
      thread.once('exit', () => reject(signal?.aborted ? signal.reason : early))
      signal?.addEventListener('abort', () => void thread.terminate(), { signal: stop.signal })
    })
  } finally {
    stop.abort()
  }
}
