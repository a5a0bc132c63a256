import { Hono } from 'hono'
import { markdownOf } from '../../diff/index.ts'
import { answersOf } from '../background/answers.ts'
import { openView } from '../view/open-view.tsx'
import { peopleAs } from '../view/people.ts'
import type { ScreenSource } from '../web-source.ts'
import { diffWords } from '../words/diff.ts'
import { hiddenDifference } from './hidden.ts'
import { diffPage, revisionIn } from './diff-page.tsx'

/** What the files do other than an earlier revision of them. */
export function diffRoutes(source: ScreenSource): Hono {
  const web = new Hono()
  const answers = answersOf(source)
  web.get('/', (context) => diffPage(openView(source, context, diffWords), answers))
  for (const file of ['diff.json', 'diff.md'] as const) {
    web.get(`/${file}`, async (context) => {
      const url = new URL(context.req.url)
      const answer = await answers.ask({ kind: 'diff', revision: revisionIn(url) })
      if (answer.state !== 'done' || 'refused' in answer.value) return context.redirect(`/diff${url.search}`, 303)
      const told = source.people === 'shown' ? answer.value : hiddenDifference(answer.value, peopleAs(source.people))
      if (file === 'diff.json') return context.json(told)
      return context.body(markdownOf(told), 200, { 'Content-Type': 'text/markdown; charset=UTF-8' })
    })
  }
  return web
}
