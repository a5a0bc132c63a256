import { REQUEST_TIMEOUT } from './lease.ts'

/** How long a request may go on after the process was told to stop (SEND-15: all is over within 10 s). */
const DRAIN = 7_000

/** A signal that ends a request after its time, or a while after the process was told to stop; `clear` it afterwards. */
export function deadline(stop: AbortSignal | undefined): { readonly signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const timers = [setTimeout(() => controller.abort(), REQUEST_TIMEOUT)]
  const drain = () => timers.push(setTimeout(() => controller.abort(), DRAIN))
  if (stop?.aborted) drain()
  else stop?.addEventListener('abort', drain, { once: true })
  return {
    signal: controller.signal,
    clear() {
      stop?.removeEventListener('abort', drain)
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Waits some ms, or less when the process is told to stop. */
export function pause(ms: number, stop: AbortSignal | undefined): Promise<void> {
  if (ms <= 0 || stop?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      stop?.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    stop?.addEventListener('abort', over, { once: true })
  })
}
