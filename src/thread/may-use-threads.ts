/**
 * Whether this program can work on threads: not when it runs from source, as in tests, because Node 20 loads no
 * TypeScript on another thread. Then the work is done where it is asked for.
 */
export function mayUseThreads(): boolean {
  return !import.meta.url.endsWith('.ts')
}
