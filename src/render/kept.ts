/** What `store` keeps under a key, made at the first asking. */
export function kept<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key)
  if (known) return known
  const made = make()
  store.set(key, made)
  return made
}
