/** A function that is loaded when it is first called. */
export function lazily<A extends unknown[], R>(
  load: () => Promise<(...args: A) => R | Promise<R>>,
): (...args: A) => Promise<R> {
  return async (...args) => {
    const work = await load()
    return work(...args)
  }
}
