import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, reloadApp } from '../../src/app/index.ts'
import { enter, now, openWeb, sourceOf } from './support/open-web.ts'

let web: Awaited<ReturnType<typeof openWeb>>
let reloaded: App | undefined
beforeAll(async () => {
  const given = { app: () => reloaded ?? web.app }
  web = await openWeb(async (app) => {
    const customer = { id: 'ana', email: 'ana@kava.example', email_folded: 'ana@kava.example', first_name: 'Ana' }
    const { key } = await app.db
      .insertInto('customers')
      .values({ ...customer, exists_from: 0 })
      .returning('key')
      .executeTakeFirstOrThrow()
    const paid = { total: 2400, currency: 'EUR', status: 'paid', refunded_total: 0 }
    const order = { id: 'one', customer: key, ordered_at: now - 175 * 86_400_000, ...paid }
    await app.db.insertInto('orders').values(order).execute()
  }, given)
})
afterAll(() => web.close())

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  execFileSync('git', ['-C', web.shop.dir, ...who, ...words], { stdio: 'ignore' })
}

const settled = (path: string) => web.settled(path)

describe('the comparison with a revision', () => {
  it('says how to begin where there is no repository', async () => {
    expect(await settled('/diff')).toContain('This folder is in no git repository')
  })

  it('says that nothing differs', async () => {
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'first')

    expect(await settled('/diff?against=HEAD~0')).toContain('No difference')
  })

  it('says of a revision that git does not know that there is none', async () => {
    expect(await settled('/diff?against=--all')).toContain('git knows no revision')
  })

  it('names who enters which segment because of which file', async () => {
    const file = join(web.shop.dir, 'segments/lapsed.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('more than 180 days', 'more than 170 days'))
    reloaded = (await reloadApp(web.app)).app
    const page = await settled('/diff')

    expect(page).toContain('+1 customers enter')
    expect(page).toContain('>Ana</a>')
    expect(page).toContain('segments/lapsed.yaml')
    expect(await (await web.get('/diff/diff.md')).text()).not.toContain('Ana')
  })

  it('is given as JSON and as Markdown, which tell nobody’s id with --mask', async () => {
    const file = async (shown: Pick<typeof web, 'get'>, name: string) => {
      const answer = await shown.get(`/diff/${name}`)
      return [answer.headers.get('content-type'), await answer.text()] as const
    }
    const [type, json] = await file(web, 'diff.json')
    expect(type).toContain('application/json')
    expect(JSON.parse(json).segments[0].entering.samples).toEqual([{ customer: 'ana', name: 'Ana' }])

    const masked = await enter(sourceOf(reloaded ?? web.app, { people: 'masked' }))
    await masked.settled('/diff')
    const [maskedType, maskedJson] = await file(masked, 'diff.json')
    expect(maskedType).toContain('application/json')
    expect(JSON.parse(maskedJson).segments[0].entering.samples).toMatchObject([{ customer: '•••' }])
    const [markdownType, markdown] = await file(masked, 'diff.md')
    expect(markdownType).toContain('text/markdown')
    expect(`${maskedJson}${markdown}`).not.toMatch(/\bana\b/i)
  })
})
