import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../src/web/words/index.ts'
import { full } from '../support/fault-run.ts'
import { type Demo, openDemo } from './support/open-demo.ts'
import { fillIn, allPages } from './support/pages-below.ts'

let demo: Demo
let cookie: string
beforeAll(async () => {
  demo = await openDemo()
  const { headers } = await fetch(demo.pages.entrance, { redirect: 'manual' })
  cookie = headers.getSetCookie()[0]?.split(';')[0] ?? ''
}, 180_000)
afterAll(() => demo.close())

/** What a page says in words of its own: without the text of files and rules, which stays as it is written. */
async function wordsOf(path: string, language: string): Promise<string> {
  for (;;) {
    const address = new URL(await fillIn(demo.app, path), demo.pages.entrance)
    const html = await (await fetch(address, { headers: { cookie, 'accept-language': language } })).text()
    if (!html.includes('<progress')) return plain(html)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function plain(html: string): string {
  return html
    .replaceAll(/<(head|code|pre|textarea|script)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<(\w+)[^>]*\blang="en"[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, '\n')
}

const pages = allPages.filter((path) => !path.includes('show=')).filter((_, i) => full || i % 2 === 0)

describe('in each of the five languages', () => {
  it.each(pages)('%s writes days as the operator does, and one dot at the end of a sentence', async (path) => {
    for (const language of languages) {
      const lines = (await wordsOf(path, language)).split('\n').map((line) => line.trim())
      expect(
        lines.filter((line) => /[\p{L}\d]\.\.(?!\.)/u.test(line)),
        language,
      ).toEqual([])
      expect(
        lines.filter((line) => /\b20\d\d-\d\d/.test(line)),
        language,
      ).toEqual([])
    }
  })
})
