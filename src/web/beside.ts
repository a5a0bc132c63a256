/** What is known of a piece of work that goes on beside the pages. */
export type Work<T> =
  | { readonly state: 'working' }
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown }

/** Work that takes longer than a page may: begun by the first page that asks, one piece at a time. */
export interface Beside {
  /**
   * The work of this name: begun if it was not, or if what it depends on (`key`) is another than before. Pages ask again
   * until it is done; the last result of a name is kept.
   */
  work<T>(name: string, key: string, begin: () => Promise<T>): Work<T>
}

/** Remembers the last piece of work of each name. */
export function openBeside(): Beside {
  const known = new Map<string, { key: string; work: Work<unknown> }>()
  let queue: Promise<unknown> = Promise.resolve()
  return {
    work<T>(name: string, key: string, begin: () => Promise<T>): Work<T> {
      const last = known.get(name)
      if (last?.key === key) return last.work as Work<T>
      const entry: { key: string; work: Work<unknown> } = { key, work: { state: 'working' } }
      known.set(name, entry)
      queue = queue.then(async () => {
        // Asked for anew meanwhile: nobody waits for this one.
        if (known.get(name) !== entry) return
        // The page that asked is answered first.
        await new Promise((answered) => setImmediate(answered))
        entry.work = await begin().then(
          (value): Work<unknown> => ({ state: 'done', value }),
          (error: unknown): Work<unknown> => ({ state: 'failed', error }),
        )
      })
      return entry.work as Work<T>
    },
  }
}
