import type { App } from '../app/index.ts'
import type { Instant } from '../clock.ts'

/** What the public pages ask for each time: the app may be reloaded while they are served. */
export interface PublicSource {
  app(): App
  now(): Instant
  /** Called after webhooks were stored: they can be worked off now. */
  onWebhooks?(): void
}
