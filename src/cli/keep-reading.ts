import { type App, type Reloaded, reloadApp } from '../app/index.ts'
import type { Heard } from '../worker/index.ts'
import type { Cli } from './cli.ts'

/** The files as they are now: a marketer edits while this runs. */
export async function reloaded({ talk }: Pick<Cli, 'talk'>, app: App): Promise<Reloaded> {
  const read = await reloadApp(app)
  const { changed } = read
  if (changed === 'changed') talk.say('The files changed and were read again.')
  if (changed === 'broken') talk.warn('warning  The shop file cannot be read; the last good one stays: perennial check')
  return read
}

/** Reads the files each minute, for work that others give: it comes at any moment. */
export function keepReading(reload: () => Promise<unknown>, heard: Pick<Heard, 'failed'>): { end(): void } {
  const read = () => void reload().catch((error: unknown) => heard.failed('The files cannot be read', error))
  const timer = setInterval(read, 60_000)
  return { end: () => clearInterval(timer) }
}
