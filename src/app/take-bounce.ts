import type { Instant } from '../clock.ts'
import { takeBounce } from '../track/index.ts'
import type { App } from './open-app.ts'

/** Takes in a message of a bounce mailbox, as of `now`; how many bounces of ours it told. */
export function takeBounceOf(app: App, now: Instant, message: Uint8Array): Promise<number> {
  return takeBounce(app.at(now), message)
}
