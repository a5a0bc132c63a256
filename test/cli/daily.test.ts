import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

// Shop time is an hour ahead of UTC in November: it is 10:00 in Zagreb.
const now = '2026-11-22T09:00:00Z'
let shop: ShopFolder

const customers = [
  'customer_id,email,first_name,last_name,birthday,language,consent,consent_at',
  'ana,ana@kava.example,Ana,Horvat,1990-11-22,hr,subscribed,2024-01-01',
  'ivo,ivo@kava.example,Ivo,,1985-11-22,en,never,',
  'maja,Maja@kava.example,,,,en,subscribed,2024-01-01',
  'bo,bo@kava.example,Bo,,,en,subscribed,2024-01-01',
]
const orders = [
  'order_id,customer_id,ordered_at,total,currency',
  'o1,maja,2026-05-25T10:00:00Z,20,EUR',
  'o2,bo,2026-11-01T10:00:00Z,30,EUR',
]

beforeAll(async () => {
  shop = shopFolder(now)
  await shop.importLines('customers', ...customers)
  await shop.importLines('orders', ...orders)
})
afterAll(() => shop.remove())

interface PlanJson {
  readonly asOf: string
  readonly totals: Record<'send' | 'wait' | 'skip', number>
  readonly campaigns: readonly { campaign: string; send: number; reasons: Record<string, number> }[]
  readonly entries?: readonly {
    campaign: string
    customer: string
    decision: string
    reason: string
    sendAt: string | null
  }[]
}

describe('perennial list and members', () => {
  it('count the customers of each segment', async () => {
    const { code, json } = await shop.run('list', 'segments', '--json')

    expect(code).toBe(0)
    expect(json()).toEqual([
      expect.objectContaining({ segment: 'at-risk', customers: 0 }),
      expect.objectContaining({ segment: 'high-value', customers: 1 }),
      expect.objectContaining({ segment: 'lapsed', customers: 1 }),
      expect.objectContaining({ segment: 'new', customers: 1 }),
    ])
  })

  it('name who is in one, as of now or of another day', async () => {
    const today = await shop.run('members', 'lapsed', '--json')
    const before = await shop.run('--as-of', '2026-11-21', 'members', 'lapsed', '--json')

    expect(today.json()).toEqual({
      segment: 'lapsed',
      asOf: '2026-11-22T10:00:00+01:00',
      count: 1,
      customers: ['maja'],
    })
    expect(before.json()).toEqual({ segment: 'lapsed', asOf: '2026-11-21T00:00:00+01:00', count: 0, customers: [] })
    expect((await shop.run('members', 'lapsed')).out).toBe('maja\n')
    expect(before.talk).toContain('A past day: attributes such as country and language')
    expect(today.talk).not.toContain('A past day')
  })
})

describe('perennial show', () => {
  it('says a rule in English, what it uses and what uses it', async () => {
    const segment = (await shop.run('show', 'lapsed', '--json')).json()
    const campaign = await shop.run('show', 'win-back')

    expect(segment).toMatchObject({ name: 'lapsed', kind: 'segment', file: 'segments/lapsed.yaml' })
    expect(segment).toMatchObject({ usedBy: expect.arrayContaining(['win-back']) })
    expect(campaign.out).toMatch(/^Come back: starts when entering lapsed/i)
    expect(campaign.out).toContain('templates/we-miss-you.mjml')
    expect((await shop.run('show', 'lapst')).code).toBe(2)
  })
})

describe('perennial plan', () => {
  it('says who would get what and why not, and changes nothing', async () => {
    const first = await shop.run('plan', '--json')
    const second = await shop.run('plan', '--json')
    const plan = first.json<PlanJson>()

    expect(first.code).toBe(0)
    expect(second.out).toBe(first.out)
    expect(plan.asOf).toBe('2026-11-22T10:00:00+01:00')
    expect(plan.entries).toContainEqual({
      campaign: 'birthday',
      step: 'birthday',
      customer: 'ana',
      occasion: '2026',
      variant: null,
      decision: 'send',
      reason: 'due',
      sendAt: expect.stringMatching(/^2026-11-22T\d{2}:\d{2}:\d{2}\+01:00$/),
    })
    expect(plan.entries).toContainEqual(
      expect.objectContaining({ customer: 'ivo', decision: 'skip', reason: 'no_consent', sendAt: null }),
    )
    const sum = plan.campaigns.reduce((total, { send }) => total + send, 0)
    expect(plan.totals.send).toBe(sum)
  })

  it('--no-entries leaves the entries out and keeps the counts', async () => {
    const whole = (await shop.run('plan', '--json')).json<PlanJson>()
    const counts = (await shop.run('plan', '--json', '--no-entries')).json<PlanJson>()

    expect(counts.entries).toBeUndefined()
    expect(counts.totals).toEqual(whole.totals)
    expect(counts.campaigns).toEqual(whole.campaigns)
  })

  it('--select shows a part: a campaign, what uses a segment, a tag', async () => {
    const names = async (selector: string) =>
      (await shop.run('plan', '--json', '--select', selector)).json<PlanJson>().campaigns.map((one) => one.campaign)

    expect(await names('birthday')).toEqual(['birthday'])
    expect(await names('lapsed+')).toContain('win-back')
    expect((await shop.run('plan', '--select', 'tag:nothing')).code).toBe(2)
  })

  it('for people is a headline, a row a campaign and the totals', async () => {
    const { out, talk } = await shop.run('plan')
    const lines = out.trimEnd().split('\n')

    expect(lines[0]).toMatch(/^Plan for Sunday 22 November 2026, shop time {3,}data 0 minutes old$/)
    expect(out).toMatch(/^ {2}birthday +1 to send +1 skipped: no consent +e\.g\. Ana Horvat$/m)
    expect(lines.at(-1)).toMatch(/^ {2}Total +\d+ to send .*in \d+\.\d s\. Nothing was sent\.$/)
    expect(talk).toContain('perennial send')
    expect(talk).toMatch(/perennial why \S+@kava\.example \S+/)
  })
})

describe('perennial why', () => {
  it('tells decision, reason and each line with its value and place', async () => {
    const { code, json } = await shop.run('why', 'MAJA@kava.example', 'win-back', '--json')
    const why = json<{ customer: string; asOf: string; campaigns: readonly Record<string, unknown>[] }>()

    expect(code).toBe(0)
    expect(why).toMatchObject({ customer: 'maja', asOf: '2026-11-22T10:00:00+01:00' })
    expect(why.campaigns).toHaveLength(1)
    expect(why.campaigns[0]).toMatchObject({ campaign: 'win-back', decision: 'send', reason: 'due' })
    expect(why.campaigns[0]?.clauses).toContainEqual(
      expect.objectContaining({ file: 'segments/lapsed.yaml', value: '181 days ago, 25 May 2026', holds: true }),
    )
  })

  it('says it in a sentence, with yes and no before each line', async () => {
    const gets = await shop.run('why', 'maja', 'win-back')
    const not = await shop.run('why', 'ivo', 'birthday')

    expect(gets.out).toMatch(/^Maja@kava\.example gets we-miss-you of win-back on 22 Nov \d\d:\d\d Zagreb\.\n/)
    expect(gets.out).toMatch(/^ {2}yes {2}last_order: more than 180 days ago +181 days ago, 25 May 2026 +segments/m)
    expect(not.out).toMatch(/^Ivo does not get birthday of birthday\. There is no consent to marketing\.\n/)
    expect(not.out).toMatch(/^ {2}no +consent +never asked$/m)
  })

  it('without a campaign answers for all, what is sent first', async () => {
    const { out } = await shop.run('why', 'ana')

    expect(out).toMatch(/^Ana Horvat gets birthday of birthday/)
    expect(out).toContain('gets nothing of welcome now')
  })

  it('an unknown campaign is wrong usage', async () => {
    const { code, talk } = await shop.run('why', 'ana', 'brithday')

    expect(code).toBe(2)
    expect(talk).toContain('did you mean birthday?')
  })
})

describe('perennial preview', () => {
  it('shows the email as the customer would get it, in the customer’s language', async () => {
    const { code, out, json } = await shop.run('preview', 'birthday', '--as', 'ana', '--json')

    expect(code).toBe(0)
    expect(out).toContain('Ana')
    expect(json()).toMatchObject({ template: 'birthday', customer: 'ana', language: 'hr' })
  })

  it('writes HTML, text or a whole email to a file', async () => {
    for (const ending of ['html', 'txt', 'eml']) {
      const { code, out } = await shop.run('preview', 'birthday', '--as', 'ana', '--out', `p/mail.${ending}`)
      expect([code, out]).toEqual([0, ''])
    }
    const read = (ending: string) => readFileSync(join(shop.dir, `p/mail.${ending}`), 'utf8')

    expect(read('html')).toMatch(/^<!doctype html>/i)
    expect(read('txt')).toContain('Ana')
    expect(read('eml')).toMatch(/^Subject: /m)
    expect(read('eml')).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
  })

  it('takes a picture of both widths in every language where there is a browser, else says what to install', async () => {
    const { code, talk } = await shop.run('preview', 'birthday', '--as', 'ana', '--out', 'p/mail.png')

    if (code === 0) expect(readFileSync(join(shop.dir, 'p/mail.png')).subarray(1, 4).toString()).toBe('PNG')
    else expect(talk).toMatch(/(apt install chromium|npm install playwright-core), or --out FILE\.html/)
  })

  it('of an unknown ending is refused before anything is opened', async () => {
    expect((await shop.run('preview', 'birthday', '--as', 'ana', '--out', 'x.doc')).code).toBe(2)
  })

  it('says what is missing instead of making half an email', async () => {
    const { code, talk } = await shop.run('preview', 'how-to', '--as', 'ana')

    expect(code).toBe(1)
    expect(talk).toMatch(/^error {2}how-to: .*has no value/)
  })
})

describe('perennial send', () => {
  it('needs --yes where nobody can answer', async () => {
    for (const args of [['send'], ['send', '--no-input'], ['send', '--json']]) {
      const { code, out, talk } = await shop.run(...args)
      expect([code, out]).toEqual([2, ''])
      expect(talk).toContain('perennial send --yes')
    }
  })

  it('stops when a saved plan does not hold any more', async () => {
    await shop.run('plan', '--out', 'plan.json', '--quiet')
    const plan = JSON.parse(readFileSync(join(shop.dir, 'plan.json'), 'utf8')) as PlanJson
    writeFileSync(join(shop.dir, 'old.json'), JSON.stringify({ ...plan, entries: [] }))

    const stale = await shop.run('send', '--yes', '--plan', 'old.json')
    const none = await shop.run('send', '--yes', '--plan', 'customers.csv')

    expect(stale.code).toBe(3)
    expect(stale.talk).toContain('The data has changed since this plan')
    expect(none.code).toBe(2)
  })

  it('sends what the plan said, once', async () => {
    const plan = (await shop.run('plan', '--json')).json<PlanJson>()

    const first = await shop.run('send', '--yes', '--json')
    const second = await shop.run('send', '--yes', '--json')
    const report = first.json<Record<string, number | string>>()

    expect(first.code).toBe(0)
    expect(report).toMatchObject({
      asOf: '2026-11-22T10:00:00+01:00',
      queued: plan.totals.send,
      failed: 0,
      uncertain: 0,
    })
    for (const key of ['run', 'submitted', 'skipped', 'waiting']) expect(report[key]).toBeTypeOf('number')
    expect(second.json()).toMatchObject({ queued: 0, submitted: 0 })
    expect(readdirSync(join(shop.dir, 'outbox/2026-11-22'))).toHaveLength(Number(report.submitted))
  })

  it('--as-of is the clock of the run', async () => {
    const { code, json } = await shop.run('send', '--yes', '--json', '--as-of', '2026-11-23T10:00')

    expect(code).toBe(0)
    expect(json()).toMatchObject({ asOf: '2026-11-23T10:00:00+01:00' })
  })

  it('never goes back in time', async () => {
    const { code, talk } = await shop.run('send', '--yes', '--as-of', '2026-11-20')

    expect(code).toBe(2)
    expect(talk).toContain('a run never goes back in time')
  })

  it('a campaign with a broken template is left out and named, the others go on', async () => {
    const file = join(shop.dir, 'templates/birthday.mjml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('</mj-body>', '<mj-raw>{{#if}}</mj-raw></mj-body>'))

    const { code, talk } = await shop.run('send', '--yes', '--as-of', '2026-11-24T10:00')

    writeFileSync(file, text)
    expect(code).toBe(1)
    expect(talk).toContain('birthday was left out: one of its templates is broken')
  })
})

describe('a guard', () => {
  // Fewer than ten customers never trip one.
  beforeAll(async () => {
    const ids = Array.from({ length: 12 }, (_, i) => `old${i}`)
    const lines = ids.map((id) => `${id},${id}@kava.example,,,,en,subscribed,2024-01-01`)
    const bought = ids.map((id) => `${id}-1,${id},2026-01-10T10:00:00Z,20,EUR`)
    await shop.importLines('customers', customers[0] ?? '', ...lines)
    await shop.importLines('orders', orders[0] ?? '', ...bought)
  })

  it('that stops a segment holds back the campaigns that use it, names them, and ends with 3', async () => {
    const file = join(shop.dir, 'segments/lapsed.yaml')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace(/^ {2}size: .*$/m, '  size: at most 1 percent'))

    const planned = await shop.run('plan', '--as-of', '2026-11-25T10:00')
    const sent = await shop.run('send', '--yes', '--as-of', '2026-11-25T10:00')

    writeFileSync(file, text)
    expect(planned.code).toBe(0)
    expect(sent.code).toBe(3)
    for (const { talk } of [planned, sent]) {
      expect(talk).toMatch(/^stopped {2}lapsed holds 81 % of the customers, its guard allows 1 % +segments\/lapsed/m)
      expect(talk).toMatch(/^ {2}held {2}.*win-back/m)
    }
  })

  it('whose segment no campaign uses holds nothing back', async () => {
    const buyers = 'segment: buyers\nwho:\n  all:\n    - orders: at least 1\nguard:\n  size: at most 1 percent\n'
    writeFileSync(join(shop.dir, 'segments/buyers.yaml'), buyers)
    const { code, talk } = await shop.run('send', '--yes', '--as-of', '2026-11-26T10:00')

    expect(code).toBe(0)
    expect(talk).toContain('stopped  buyers')
    expect(talk).toContain('held  nothing: no campaign uses it')
  })
})
