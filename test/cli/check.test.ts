import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(() => {
  shop = shopFolder('2026-11-22T08:00:00Z')
})
afterEach(() => shop.remove())

const edit = (file: string, from: string | RegExp, to: string) => {
  const path = join(shop.dir, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

interface CheckJson {
  readonly problems: readonly Record<string, unknown>[]
}

describe('perennial check', () => {
  it('finds nothing wrong with what ships, and says what comes next', async () => {
    const { code, out, talk } = await shop.run('check')

    expect(out).toBe('')
    expect(talk).toContain('4 segments, 5 campaigns, 11 templates in 5 languages: no errors.')
    expect(talk).toContain('perennial plan')
    expect(code).toBe(0)
  })

  it('needs no database and makes none', async () => {
    await shop.run('check')

    expect(() => readFileSync(join(shop.dir, 'data/perennial.db'))).toThrow()
  })

  it('names what the shop file declares in vain, each on its own line', async () => {
    edit('perennial.yaml', 'attributes:', 'attributes:\n  country: { type: text }\n  nps: { type: number }')
    edit('perennial.yaml', 'events:', 'events:\n  bought: { filters: { within: number } }')
    edit('perennial.yaml', /^stages:.*$/m, 'stages:\n  - new\n  - lapsd')
    const { code, json } = await shop.run('check', '--json')

    expect(code).toBe(1)
    const shopFile = json<CheckJson>().problems.filter(({ file }) => file === 'perennial.yaml')
    const lines = readFileSync(join(shop.dir, 'perennial.yaml'), 'utf8').split('\n')
    const shown = shopFile.map(({ code, line, column }) => [code, lines[Number(line) - 1]?.slice(Number(column) - 1)])
    expect(shown).toEqual(
      expect.arrayContaining([
        ['taken-name', 'country: { type: text }'],
        ['taken-name', 'nps: { type: number }'],
        ['taken-name', 'bought: { filters: { within: number } }'],
        ['taken-name', 'within: number } }'],
        ['unknown-segment', 'lapsd'],
      ]),
    )
  })

  it('tells the problems of all kinds of files at once, each with its frame and the line to paste', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')
    edit('campaigns/birthday.yaml', /send: birthday\b/, 'send: brithday')
    edit(
      'templates/welcome-1.mjml',
      '</mj-body>',
      '<mj-section><mj-column><mj-text>{{customer.shoe}}</mj-text></mj-column></mj-section></mj-body>',
    )

    const { code, out } = await shop.run('check')

    expect(code).toBe(1)
    expect(out).toMatch(/^error {2}.*"last_ordr" +segments\/lapsed\.yaml:\d+:\d+$/m)
    expect(out).toContain('^^^^^^^^^ did you mean "last_order"?')
    expect(out).toContain('  try   last_order: more than 180 days ago')
    expect(out).toMatch(/Unknown template "brithday" +campaigns\/birthday\.yaml/)
    expect(out).toMatch(/Unknown variable "customer\.shoe" +templates\/welcome-1\.mjml/)
  })

  it('in JSON gives each problem flat, with code, sentence and place', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')

    const { code, json } = await shop.run('check', '--json')
    const problem = json<CheckJson>().problems.find((one) => one.code === 'unknown-fact')

    expect(code).toBe(1)
    expect(problem).toMatchObject({
      code: 'unknown-fact',
      severity: 'error',
      message: expect.stringContaining('"last_ordr"'),
      hint: 'did you mean "last_order"?',
      try: 'last_order: more than 180 days ago',
      file: 'segments/lapsed.yaml',
    })
    for (const key of ['line', 'column', 'endLine', 'endColumn']) expect(problem?.[key]).toBeTypeOf('number')
  })

  it('of a sound shop is an empty list in JSON', async () => {
    expect((await shop.run('check', '--json')).json()).toEqual({ problems: [] })
  })

  it('FILE shows the problems of that file only, and judges by them', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')

    const sound = await shop.run('check', 'segments/new.yaml')
    const broken = await shop.run('check', join(shop.dir, 'segments/lapsed.yaml'))
    const missing = await shop.run('check', 'segments/nothing.yaml')

    expect(sound.code).toBe(0)
    expect(broken.code).toBe(1)
    expect(broken.out).toContain('last_ordr')
    expect(missing.code).toBe(2)
  })

  it('of a broken shop file stops there and says so', async () => {
    edit('perennial.yaml', 'currency: EUR', 'currency: euros')

    const { code, out } = await shop.run('check')

    expect(code).toBe(1)
    expect(out).toContain('"euros" is not a currency code')
    expect(out).toContain('try   currency: EUR')
  })

  it('asks for the postal address that marketing emails must show', async () => {
    edit('perennial.yaml', /^ {2}address:.*\n/m, '')

    const { code, json } = await shop.run('check', '--json')

    expect(code).toBe(1)
    expect(json<CheckJson>().problems).toContainEqual(expect.objectContaining({ code: 'missing-address' }))
  })

  it('names a misspelt template beside the other mistakes of its campaign', async () => {
    edit('campaigns/birthday.yaml', /send: birthday\b/, 'send: brithday')
    edit('campaigns/birthday.yaml', /^starts:.*$/m, 'starts: {on_date: birthdy}')

    const { json } = await shop.run('check', '--json')

    const codes = json<CheckJson>().problems.map(({ code }) => code)
    expect(codes.filter((code) => code !== 'wrong-example').sort()).toEqual(['unknown-date', 'unknown-template'])
  })

  it('names a template that a campaign needs and nobody wrote', async () => {
    rmSync(join(shop.dir, 'templates/birthday.mjml'))

    const { json } = await shop.run('check', '--json')

    expect(json<CheckJson>().problems).toMatchObject([{ code: 'unknown-template', file: 'campaigns/birthday.yaml' }])
  })
})

describe('how long an email becomes', () => {
  const long = 'Maria-Magdalena-'.repeat(6)
  const wish = 'subject: \'{{t "common.hello_name" name=(default customer.first_name "you")}}\''

  it('is measured with the longest names of the shop, where it has customers', async () => {
    edit('campaigns/birthday.yaml', '- send: birthday', `- send: birthday\n    ${wish}`)
    expect((await shop.run('check', '--json')).json<CheckJson>().problems).toEqual([])

    await shop.importLines('customers', 'customer_id,first_name', '1,Ana', `2,${long}`, '3,Maja')
    const { problems } = (await shop.run('check', '--json')).json<CheckJson>()

    expect(problems).toMatchObject([
      { code: 'subject-too-long', file: 'campaigns/birthday.yaml', hint: expect.stringContaining(long) },
    ])
  })

  it('is measured with the order of most lines', async () => {
    const row = '<td style="padding: 12px; color: #3a2a1f; border-bottom: 1px solid #eadfd1">{{name}}</td>'.repeat(8)
    edit('templates/how-to.mjml', '{{#each items}}', `{{#each items}}<tr>${row}</tr>`)
    const lines = Array.from({ length: 120 }, (_, i) => `1,${i},Coffee ${i},1,5.00,1,2026-11-01T10:00:00Z`)
    const header = 'order_id,product_id,name,quantity,unit_price,customer_id,ordered_at'
    await shop.importLines('order-lines', header, ...lines)

    const { code, json } = await shop.run('check', '--json')

    expect(json<CheckJson>().problems).toMatchObject([
      { code: 'email-too-long', severity: 'error', file: 'templates/how-to.mjml' },
    ])
    expect(code).toBe(1)
  })

  it('is looked up without touching the database', async () => {
    writeFileSync(join(shop.dir, 'data.db'), 'this is no database')

    expect((await shop.run('check', '--json', '--database', 'sqlite:data.db')).json()).toEqual({ problems: [] })
    expect(readFileSync(join(shop.dir, 'data.db'), 'utf8')).toBe('this is no database')
  })
})

describe('a broken file stops only what needs it', () => {
  it('other commands go on with a warning', async () => {
    edit('segments/lapsed.yaml', 'last_order:', 'last_ordr:')

    const { code, talk, json } = await shop.run('list', 'campaigns', '--json')

    expect(code).toBe(0)
    expect(talk).toContain('warning  ')
    expect(talk).toContain('segments/lapsed.yaml')
    const campaigns = json<{ campaign: string }[]>().map(({ campaign }) => campaign)
    expect(campaigns).toContain('birthday')
    expect(campaigns).not.toContain('win-back')
  })

  it('but a broken shop file stops every command with its frame', async () => {
    edit('perennial.yaml', 'Europe/Zagreb', 'Europe/Zagrab')

    const { code, talk } = await shop.run('list', 'campaigns')

    expect(code).toBe(1)
    expect(talk).toContain('"Europe/Zagrab" is not a time zone')
    expect(talk).toContain('perennial.yaml cannot be used as it is')
  })
})

describe('the schemas of editors', () => {
  it('are asked for where files name them and they are absent or older, and fail nothing', async () => {
    const absent = await shop.run('check')
    await shop.run('schema')
    const current = await shop.run('check')
    writeFileSync(join(shop.dir, 'segments/vip.yaml'), 'segment: vip\nwho: {all: [{orders: at least 9}]}\n')
    const stale = await shop.run('check')

    expect([absent.code, current.code, stale.code]).toEqual([0, 0, 0])
    expect(absent.talk).toContain('Note   perennial schema   writes schema/')
    expect(current.talk).not.toContain('schema')
    expect(stale.talk).toContain('Note   perennial schema   schema/ is older than these files')
  })

  it('are no matter of shops that do not use them, of --json, nor of broken files', async () => {
    const json = await shop.run('check', '--json')
    for (const folder of ['segments', 'campaigns']) {
      for (const file of readdirSync(join(shop.dir, folder))) {
        const path = join(shop.dir, folder, file)
        writeFileSync(path, readFileSync(path, 'utf8').replace(/^#.*schema.*\n/, ''))
      }
    }
    const file = join(shop.dir, 'perennial.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^#.*schema=.*\n/m, ''))

    expect((await shop.run('check')).talk).not.toContain('perennial schema')
    expect(json.talk).not.toContain('perennial schema')
  })
})
