import type { Context } from 'hono'
import type { ScreenSource } from '../web-source.ts'
import { frameWords, sayIn, type WordList } from '../words/index.ts'
import { formatsFor } from './formats.ts'
import { Layout } from './layout.tsx'
import { takeNotice } from './notice.ts'
import { peopleAs } from './people.ts'
import { languageOf, themeOf } from './remember.ts'
import { topBarOf } from './top-bar.ts'
import type { Page, Scene, View } from './view.ts'

/** Opens the view of a request with the words of its screen. */
export function openView<Word extends string>(
  source: ScreenSource,
  context: Context,
  words: WordList<Word>,
): View<Word> {
  const app = source.app()
  const now = source.now()
  const language = languageOf(context, app.shop.languages)
  const scene: Scene = {
    app,
    ctx: app.at(now),
    language,
    frame: sayIn(frameWords, language),
    format: formatsFor(language, app.shop, now),
    people: peopleAs(source.people),
    url: new URL(context.req.url),
    theme: themeOf(context),
    screens: source.screens,
    openAt: source.openAt,
    masked: source.people,
  }
  const page = async (shown: Page) => {
    const bar = await topBarOf(app, now)
    const element = <Layout scene={scene} page={shown} bar={bar} notice={takeNotice(context)} />
    return context.html(`<!doctype html>${await element.toString()}`, shown.status ?? 200)
  }
  return { ...scene, say: sayIn(words, language), page }
}
