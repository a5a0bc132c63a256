/** Between two requests about the list, in ms: emails share the rate, and must not wait for it. */
const PAUSE = 500

/** Waits before the next request about the service's list. */
export function letEmailsPass(): Promise<void> {
  return new Promise((later) => setTimeout(later, PAUSE))
}
