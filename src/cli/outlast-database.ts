import type { Cli } from './cli.ts'
import { interrupted } from './interrupted.ts'

/** Between two attempts, and how long they go on, in ms. Then whoever keeps services running starts anew. */
const PAUSE = 1_000
const PATIENCE = 60_000

/**
 * Starts what works for as long as it is let, and starts it anew where the database is not there yet or goes away
 * meanwhile: machines boot in any order, and a server is restarted without asking who is just beginning.
 */
export async function outlastDatabase({ io, talk }: Told, start: () => Promise<number>): Promise<number> {
  const end = io.clock.now() + PATIENCE
  for (;;) {
    try {
      return await start()
    } catch (error) {
      const { isGone } = await import('../db/index.ts')
      if (!isGone(error) || io.interrupt.signal.aborted || io.clock.now() > end) throw error
      talk.warn(`${error instanceof Error ? error.message : String(error)}. It is tried again.`)
    }
    await pause(io.interrupt.signal)
  }
}

interface Told {
  readonly io: Pick<Cli['io'], 'clock' | 'interrupt'>
  readonly talk: Pick<Cli['talk'], 'warn'>
}

async function pause(signal: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([interrupted(signal), new Promise((resolve) => (timer = setTimeout(resolve, PAUSE)))])
  clearTimeout(timer)
}
