import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  checkShop,
  openApp,
  readProgramme,
  readShopFiles,
  reloadApp,
  sourceOf,
  withSoundTemplates,
} from '../../src/app/index.ts'
import { fixedClock } from '../../src/clock.ts'
import { filesOf, openedApp, shippedShop } from './support.ts'

const NOW = Date.UTC(2026, 10, 22, 8)
let shop: ReturnType<typeof shippedShop>
beforeEach(() => {
  shop = shippedShop()
})
afterEach(() => shop.remove())

const edit = (file: string, from: string | RegExp, to: string) => {
  const path = join(shop.dir, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}
const campaigns = async () => (await readProgramme(filesOf(shop.dir))).value?.campaigns.map(({ name }) => name) ?? []

describe('the files of a shop', () => {
  it('are read in the order of their names, other files left alone', () => {
    writeFileSync(join(shop.dir, 'segments/.draft.yaml'), 'x')
    writeFileSync(join(shop.dir, 'segments/notes.txt'), 'x')

    expect(filesOf(shop.dir).segments.map(({ file }) => file)).toEqual([
      'segments/at-risk.yaml',
      'segments/high-value.yaml',
      'segments/lapsed.yaml',
      'segments/new.yaml',
    ])
  })

  it('a folder without perennial.yaml is no shop', () => {
    rmSync(join(shop.dir, 'perennial.yaml'))

    expect(readShopFiles(shop.dir)).toBeUndefined()
  })

  it('a broken shop file hides no mistake of the other files', async () => {
    edit('perennial.yaml', 'first_weekday: Monday', 'first_weekday: Mo')
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')
    edit('campaigns/birthday.yaml', 'on_date: birthday', 'on_date: birtday')
    edit('templates/welcome-1.mjml', '</mj-body>', '<mj-sectoin></mj-sectoin></mj-body>')

    const files = (await checkShop(filesOf(shop.dir), NOW)).problems.map(({ place }) => place?.file)

    expect(files).toContain('perennial.yaml')
    expect(files).toContain('segments/lapsed.yaml')
    expect(files).toContain('campaigns/birthday.yaml')
    expect(files).toContain('templates/welcome-1.mjml')
    expect((await readProgramme(filesOf(shop.dir))).value).toBeUndefined()
  })

  it.each([
    ['currency: EUR', 'currency: euros'],
    ['first_weekday: Monday', 'first_weekday: Mo'],
    ['first_weekday: Monday', 'first_weekda: Monday'],
    ['languages: [en,', 'languages: [xx-yy-zz, en,'],
    ['time_zone: Europe/Zagreb', 'time_zone: Zagreb'],
    ['type: date', 'type: dat'],
    ['offers: Offers', 'offers: [Offers'],
    ['USD: 0.92', 'USD: much'],
    [/^ {2}name: .*$/m, '  name: []'],
    [/^provider: .*$/m, 'provider: pigeon'],
    [/^send_at: .*$/m, 'send_at: noon'],
  ])('a shop file that is broken in one line blames no other file: %s', async (right, wrong) => {
    edit('perennial.yaml', right, wrong)

    const files = (await checkShop(filesOf(shop.dir), NOW)).problems.map(({ place }) => place?.file)

    expect([...new Set(files)]).toEqual(['perennial.yaml'])
  })

  it('a shop needs no segments, campaigns or templates', async () => {
    for (const folder of ['segments', 'campaigns', 'templates']) rmSync(join(shop.dir, folder), { recursive: true })
    edit('perennial.yaml', /^stages:.*$/m, '')

    expect((await checkShop(filesOf(shop.dir), NOW)).problems).toEqual([])
  })

  it('only files of the shop are shown in frames', () => {
    mkdirSync(join(shop.dir, 'data'))
    writeFileSync(join(shop.dir, 'data/secret'), 'hidden')

    expect(sourceOf(filesOf(shop.dir), 'templates/partials/footer.mjml')).toContain('mj-')
    expect(sourceOf(filesOf(shop.dir), 'data/secret')).toBeUndefined()
    expect(sourceOf(filesOf(shop.dir), 'templates/../data/secret')).toBeUndefined()
  })
})

describe('a broken file stops only what needs it', () => {
  it('a segment takes along the campaigns that ask for it', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')

    expect(await campaigns()).toContain('birthday')
    expect(await campaigns()).not.toContain('win-back')
  })

  it('a missing template stops its campaign', async () => {
    rmSync(join(shop.dir, 'templates/birthday.mjml'))

    expect(await campaigns()).not.toContain('birthday')
    expect(await campaigns()).toContain('welcome')
  })

  it('a campaign that names an unknown segment is told at its file', async () => {
    edit('campaigns/win-back.yaml', /when_entering: lapsed/, 'when_entering: lapst')

    const { problems } = await readProgramme(filesOf(shop.dir))

    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'unknown-segment',
        place: expect.objectContaining({ file: 'campaigns/win-back.yaml' }),
      }),
    )
  })

  it('a broken template holds back its campaign when it is to be sent, and no other', async () => {
    edit('templates/birthday.mjml', '</mj-body>', '<mj-raw>{{#if}}</mj-raw></mj-body>')
    const app = await openedApp(shop.dir)

    const { app: sound, broken } = await withSoundTemplates(app)

    expect(broken.map(({ campaign, template }) => [campaign, template])).toEqual([['birthday', 'birthday']])
    expect(sound.campaigns.map(({ name }) => name)).not.toContain('birthday')
    expect(sound.campaigns).toHaveLength(app.campaigns.length - 1)
    await app.close()
  })
})

describe('an open shop', () => {
  it('keeps its database below its folder', async () => {
    const { value: app } = await openApp(filesOf(shop.dir), {
      flags: { database: undefined, port: undefined, publicPort: undefined },
      env: {},
      dotenv: {},
      clock: fixedClock(0),
    })

    expect(app?.file).toBe(join(shop.dir, 'data/perennial.db'))
    expect(existsSync(join(shop.dir, 'data/perennial.db'))).toBe(true)
    await app?.close()
  })

  it('makes its secret only when a link is to be signed', async () => {
    const { value: app } = await openApp(filesOf(shop.dir), {
      flags: { database: 'sqlite::memory:', port: undefined, publicPort: undefined },
      env: {},
      dotenv: {},
      clock: fixedClock(0),
    })

    expect(existsSync(join(shop.dir, 'data/secret'))).toBe(false)
    const secret = app?.secrets()[0]
    expect(readFileSync(join(shop.dir, 'data/secret'), 'utf8').trim()).toBe(secret)
    await app?.close()
  })

  it('compiles a template once, when it is first asked for', async () => {
    const app = await openedApp(shop.dir)

    const first = app.templates.get('birthday')

    expect(app.templates.get('birthday')).toBe(first)
    expect((await first).value?.name).toBe('birthday')
    expect((await app.templates.get('brithday')).problems).toMatchObject([{ hint: 'did you mean "birthday"?' }])
    await app.close()
  })

  it('takes over changed files, and stays as it was when the shop file is broken', async () => {
    const app = await openedApp(shop.dir)
    expect((await reloadApp(app)).changed).toBe('same')

    edit('perennial.yaml', 'name: Kava & Mlin', 'name: Mlin')
    const renamed = await reloadApp(app)
    edit('perennial.yaml', 'currency: EUR', 'currency: none')
    const broken = await reloadApp(renamed.app)

    expect([renamed.changed, renamed.app.shop.name]).toEqual(['changed', 'Mlin'])
    expect([broken.changed, broken.app.shop.name]).toEqual(['broken', 'Mlin'])
    await app.close()
  })
})
