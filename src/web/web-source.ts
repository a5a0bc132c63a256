import type { App, Reloaded } from '../app/index.ts'
import type { Instant } from '../clock.ts'
import type { HealthSource } from '../worker/index.ts'
import type { FrameWord } from './words/index.ts'

/** What the screens ask for each time: the app may be reloaded while they are served. */
export interface WebSource {
  app(): App
  now(): Instant
  /** Reads the shop's files again if one changed, and says what is wrong with them. */
  reload(): Promise<Reloaded>
  /** Whether names and addresses of customers may be seen: `masked` for pictures. */
  readonly people: 'shown' | 'masked'
  /** What programs of this computer may ask without a session; absent: nothing. */
  readonly health?: HealthSource
}

/** A screen: one folder, one line in `screens.ts`. */
export interface Screen {
  /** Where its routes begin: `/runs`. */
  readonly path: string
  /** Its word in the navigation. */
  readonly word: FrameWord
}

/** What a screen's routes get: the source, and what stands around every page. */
export interface ScreenSource extends WebSource {
  readonly screens: readonly Screen[]
  /** Where browsers reach the pages when they are open to the network; undefined: this computer only. */
  readonly openAt: string | undefined
}
