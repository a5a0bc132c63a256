import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Difference } from '../../src/diff/index.ts'
import { type ShopFolder, shopFolder } from '../cli/run-in-shop.ts'

let shop: ShopFolder

beforeEach(async () => {
  shop = shopFolder('2026-11-22T07:00:00Z')
  const people = [
    'ana,Ana,Horvat,1990-11-22,en,subscribed',
    'bo,Bo,Berg,1990-11-22,hr,subscribed',
    'ci,Ci,Novak,1990-11-22,hr,never',
  ].map((line) => line.replace(/^(\w+)/, '$1,$1@kava.example'))
  await shop.importLines('customers', 'customer_id,email,first_name,last_name,birthday,language,consent', ...people)
  const order = '1,ana,2026-06-01,20,EUR,paid'
  await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency,status', order)
})

afterEach(() => shop.remove())

function git(...words: string[]): void {
  const who = ['-c', 'user.name=Shop', '-c', 'user.email=shop@kava.example']
  const { status, stderr } = spawnSync('git', [...who, ...words], { cwd: shop.dir, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

function keep(): void {
  git('init', '-q')
  git('add', 'perennial.yaml', 'segments', 'campaigns', 'templates')
  git('commit', '-q', '-m', 'Rules')
}

function edit(file: string, change: (text: string) => string): void {
  const path = join(shop.dir, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

function replace(file: string, from: string | RegExp, to: string): void {
  edit(file, (text) => {
    const edited = text.replace(from, to)
    if (edited === text) throw new Error(`${file} has nothing to edit`)
    return edited
  })
}

describe('perennial diff', () => {
  it('says that nothing differs, also where only comments and layout do', async () => {
    keep()
    edit('segments/lapsed.yaml', (text) => `# another comment\n${text}`)
    const { code, json } = await shop.run('diff', '--json')
    expect(code).toBe(0)
    expect(json()).toMatchObject({ revision: 'HEAD', files: [], segments: [], campaigns: [], templates: [] })
    expect((await shop.run('diff')).out).toContain('No rule, template or text differs.')
  })

  it('names customers, emails and the file that moves them', async () => {
    keep()
    replace('segments/lapsed.yaml', /more than \d+ days ago/, 'more than 173 days ago')
    const { segments, campaigns } = (await shop.run('diff', '--json')).json<Difference>()
    const cause = { by: 'segment', name: 'lapsed', file: 'segments/lapsed.yaml', keys: ['who'] }
    expect(segments).toEqual([
      {
        segment: 'lapsed',
        before: 0,
        after: 1,
        entering: { number: 1, samples: [{ customer: 'ana', name: 'Ana Horvat' }] },
        leaving: { number: 0, samples: [] },
        causes: [cause],
      },
    ])
    expect(campaigns.every(({ causes }) => causes[0]?.file === cause.file)).toBe(true)
    const { out } = await shop.run('diff')
    expect(out).toContain('lapsed  0 → 1 customer  because of segments/lapsed.yaml (who)')
    expect(out).toContain('+ enter  1  e.g. Ana Horvat')
  })

  it('compares with any revision, also for files that were new, deleted or renamed', async () => {
    keep()
    git('tag', 'first')
    git('mv', 'campaigns/birthday.yaml', 'campaigns/name-day.yaml')
    replace('campaigns/name-day.yaml', /^campaign: .*/m, 'campaign: name-day')
    rmSync(join(shop.dir, 'campaigns/anniversary.yaml'))
    writeFileSync(join(shop.dir, 'segments/all.yaml'), 'segment: all\nwho:\n  all:\n    - orders: at least 0\n')
    git('add', '.')
    git('commit', '-q', '-m', 'More')
    expect((await shop.run('diff', '--json')).json<Difference>().files).toEqual([])
    const { files, segments, campaigns } = (await shop.run('diff', 'first', '--json')).json<Difference>()
    expect(files.map(({ file, state, from }) => [file, state, from])).toEqual([
      ['campaigns/anniversary.yaml', 'removed', undefined],
      ['campaigns/name-day.yaml', 'renamed', 'campaigns/birthday.yaml'],
      ['segments/all.yaml', 'added', undefined],
    ])
    expect(segments.map(({ segment, entering }) => [segment, entering.number])).toEqual([['all', 3]])
    expect(campaigns.map(({ campaign, appear, vanish }) => [campaign, appear.number, vanish.number])).toEqual([
      ['birthday', 0, 2],
      ['name-day', 2, 0],
    ])
  })

  it('says which languages of a template change, for how many emails, and how', async () => {
    keep()
    replace('templates/locales/hr.yaml', 'Sretan rođendan! – {shop}', 'Sve najbolje! – {shop}')
    const { templates, campaigns, files } = (await shop.run('diff', '--json')).json<Difference>()
    expect(files).toMatchObject([{ kind: 'texts', name: 'hr', keys: ['birthday'] }])
    expect(templates).toEqual([
      {
        template: 'birthday',
        state: 'changed',
        emails: 1,
        languages: [
          { language: 'hr', emails: 1, diff: expect.stringContaining('+Subject: Sve najbolje! – {{shop.name}}') },
        ],
      },
    ])
    expect(campaigns).toMatchObject([{ campaign: 'birthday', rewritten: 1, causes: [{ by: 'texts', name: 'hr' }] }])
  })

  it('sees a partial, a plural and a subject of the campaign', async () => {
    keep()
    mkdirSync(join(shop.dir, 'templates/partials'), { recursive: true })
    const footer = 'templates/partials/footer.mjml'
    replace(footer, '{{shop.address}}', '{{shop.address}} (Kava)')
    const all = (await shop.run('diff', '--json')).json<Difference>()
    expect(all.totals.rewritten).toBe(2)
    expect(all.campaigns[0]?.causes).toMatchObject([{ by: 'template', file: footer }])
    git('checkout', '-q', '.')
    replace('templates/locales/en.yaml', 'One year of coffee together', 'A year of coffee together')
    const plural = (await shop.run('diff', '--json')).json<Difference>()
    expect(plural.templates.map(({ template }) => template)).toEqual(['anniversary'])
    git('checkout', '-q', '.')
    replace('campaigns/birthday.yaml', /^( *)- send: birthday$/m, '$1- send: birthday\n$1  subject: Hello you')
    const subject = (await shop.run('diff', '--json')).json<Difference>()
    expect(subject.templates).toEqual([])
    expect(subject.campaigns).toMatchObject([{ campaign: 'birthday', rewritten: 2, causes: [{ by: 'campaign' }] }])
  })

  it('ends with 3 when more moves than --fail-over allows', async () => {
    keep()
    rmSync(join(shop.dir, 'campaigns/birthday.yaml'))
    expect((await shop.run('diff', '--fail-over', '2')).code).toBe(0)
    const over = await shop.run('diff', '--fail-over', '1')
    expect(over.code).toBe(3)
    expect(over.talk).toContain('2 move, --fail-over allows 1')
    expect((await shop.run('diff', '--fail-over', 'many')).code).toBe(2)
  })

  it('writes a comment for a pull request, in which customers have no names', async () => {
    keep()
    rmSync(join(shop.dir, 'campaigns/birthday.yaml'))
    const { out } = await shop.run('diff', '--md')
    expect(out).toContain('### What this change does to customers and emails')
    expect(out).toContain('| **birthday** | 2 → 0 | 0 | 2 (ana, bo) | 0 | 0 | campaigns/birthday.yaml |')
    expect(out).not.toContain('Horvat')
  })

  it('lets the plan show only what the changes concern: plan --select changed', async () => {
    keep()
    const names = async () =>
      (await shop.run('plan', '--select', 'changed', '--json'))
        .json<{ campaigns: { campaign: string }[] }>()
        .campaigns.map(({ campaign }) => campaign)
    expect(await names()).toEqual([])
    replace('segments/lapsed.yaml', /more than \d+ days ago/, 'more than 100 days ago')
    const users = await names()
    expect(users).toContain('win-back')
    expect(users).not.toContain('birthday')
    git('checkout', '-q', '.')
    replace('templates/birthday.mjml', '</mj-body>', '<mj-section></mj-section></mj-body>')
    expect(await names()).toEqual(['birthday'])
  })

  it('changes nothing and leaves no files behind', async () => {
    keep()
    replace('segments/lapsed.yaml', /more than \d+ days ago/, 'more than 100 days ago')
    const before = (await shop.run('plan', '--json')).out
    await shop.run('diff')
    expect((await shop.run('plan', '--json')).out).toBe(before)
    expect(spawnSync('git', ['status', '--short', 'segments'], { cwd: shop.dir, encoding: 'utf8' }).stdout).toBe(
      ' M segments/lapsed.yaml\n',
    )
  })
})

describe('diff that cannot compare', () => {
  it('says so outside of a git repository', async () => {
    const { code, talk } = await shop.run('diff')
    expect(code).toBe(2)
    expect(talk).toContain('This folder is in no git repository')
  })

  it('says so of a revision that git does not know, or without a shop in it', async () => {
    git('init', '-q')
    expect((await shop.run('diff')).talk).toContain('git knows no revision "HEAD"')
    git('add', 'customers.csv')
    git('commit', '-q', '-m', 'Customers')
    expect((await shop.run('diff')).talk).toContain('There was no perennial.yaml here at HEAD')
    expect((await shop.run('diff', 'nowhere')).code).toBe(2)
  })

  it('says so of a shop file that was broken then', async () => {
    edit('perennial.yaml', (text) => text.replace(/^currency: .*/m, ''))
    keep()
    edit('perennial.yaml', (text) => `${text}\ncurrency: EUR\n`)
    const { code, talk } = await shop.run('diff')
    expect(code).toBe(2)
    expect(talk).toContain('perennial.yaml of HEAD cannot be used')
  })

  it('works for a shop in a folder below the repository', async () => {
    const parent = shopFolder('2026-11-22T07:00:00Z', 'empty')
    await parent.run('init', 'kava', '--yes')
    const run = (...words: string[]) => spawnSync('git', words, { cwd: parent.dir, encoding: 'utf8' })
    run('init', '-q')
    run('add', '.')
    run('-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '-q', '-m', 'Shop')
    rmSync(join(parent.dir, 'kava/campaigns/birthday.yaml'))
    const { files } = (await parent.run('-C', 'kava', 'diff', '--json')).json<Difference>()
    expect(files.map(({ file, state }) => `${file} ${state}`)).toEqual(['campaigns/birthday.yaml removed'])
    parent.remove()
  })
})
