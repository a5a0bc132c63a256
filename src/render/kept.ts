/** Where something is kept under a key. */
interface Store<K, T> {
  get(key: K): T | undefined
  set(key: K, value: T): unknown
}

/** What `store` keeps under a key, made at the first asking. */
export function kept<K, T>(store: Store<K, T>, key: K, make: () => T): T {
  const known = store.get(key)
  if (known !== undefined) return known
  const made = make()
  store.set(key, made)
  return made
}
