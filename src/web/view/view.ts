import type { Child } from 'hono/jsx'
import type { App } from '../../app/index.ts'
import type { DbContext } from '../../db/index.ts'
import type { ScreenSource } from '../web-source.ts'
import type { FrameWord, Language, Say } from '../words/index.ts'
import type { Theme } from './document.tsx'
import type { Formats } from './formats.ts'
import type { People } from './people.ts'

/** What the parts of a page need to speak: they take it as `view`. */
export interface Voice {
  readonly language: Language
  /** The words around every screen. */
  readonly frame: Say<FrameWord>
  readonly format: Formats
  readonly people: People
  /** The address of the page that is asked for. */
  readonly url: URL
}

/** What holds for every screen: the shop as of now, and how it is shown. */
export interface Scene extends Voice {
  readonly app: App
  /** Database, dialect and now. */
  readonly ctx: DbContext
  readonly theme: Theme
  readonly screens: ScreenSource['screens']
  readonly openAt: string | undefined
  readonly masked: 'shown' | 'masked'
}

/** One request for a page of a screen. */
export interface View<Word extends string> extends Scene {
  /** The words of the screen. */
  readonly say: Say<Word>
  /** Answers with a page. */
  page(page: Page): Promise<Response>
}

/** What a screen gives to be shown. */
export interface Page {
  /** The one `h1`. */
  readonly title: string
  readonly body: Child
  /** Beside the title: links and buttons. */
  readonly actions?: Child
  /** Under the title, a line of small words. */
  readonly lead?: Child
  readonly status?: 200 | 400 | 404 | 500
}
