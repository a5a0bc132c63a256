/**
 * A signal that work may be waiting, any number of times: the work runs once at a time, and once more when the signal
 * came meanwhile. What it throws goes to `failed`.
 */
export function oneAtATime(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle'
  const run = async () => {
    do {
      state = 'running'
      await work().catch(failed)
    } while (isAgain())
    state = 'idle'
  }
  const isAgain = () => state === 'again'
  return () => {
    if (state === 'idle') void run()
    else state = 'again'
  }
}
