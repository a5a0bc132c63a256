import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, nameOfUse, reloadApp, usesOfTemplate } from '../../src/app/index.ts'
import { called } from '../support/called.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { type Demo, openDemo } from './support/open-demo.ts'
import { openWeb } from './support/open-web.ts'

const ONE = { id: '1', email: 'maja@example.com', email_folded: 'maja@example.com', language: 'hr' }
const TWO = { id: '2', email: 'ivo@example.com', email_folded: 'ivo@example.com', language: 'en' }

const NOWHERE = { city: null, region: null, country: null }
const HOME = { city: 'Osijek', region: 'HR-14', country: 'HR' }

async function customers({ db }: App): Promise<void> {
  await db
    .insertInto('customers')
    .values([
      { ...ONE, ...called('Maja', 'Horvat'), ...HOME },
      { ...TWO, ...called('<script>alert(1)</script>', 'Ívo'), birth_day: '02-29', ...NOWHERE },
    ])
    .execute()
}

/** Maja bought tea, three others tea and a pot. */
async function teaDrinkers(app: App): Promise<void> {
  await customers(app)
  const { db } = app
  await db
    .insertInto('customers')
    .values(['a', 'b', 'c'].map((id) => ({ id, ...called(id, id) })))
    .execute()
  const product = (id: string, name: string) => ({ id, name, name_folded: id })
  await db
    .insertInto('products')
    .values([product('tea', 'Tea'), product('pot', 'Pot')])
    .execute()
  for (const { id, key } of await db.selectFrom('customers').select(['id', 'key']).execute()) {
    if (id === '2') continue
    const row = { id: `o${id}`, customer: key, ordered_at: Date.UTC(2026, 9, 1), total: 900, currency: 'EUR' }
    const order = await db
      .insertInto('orders')
      .values({ ...row, status: 'paid', refunded_total: 0 })
      .returning('key')
      .executeTakeFirstOrThrow()
    for (const product_id of id === '1' ? ['tea'] : ['tea', 'pot']) {
      const line = { order: order.key, hash: product_id, copy: 0, product_id, quantity: 1, total_milli: 1 }
      await db.insertInto('order_lines').values(line).execute()
    }
  }
}

describe('the preview', () => {
  let web: Awaited<ReturnType<typeof openWeb>>
  beforeAll(async () => {
    web = await openWeb(customers)
  })
  afterAll(() => web.close())

  const page = async (path: string) => (await web.get(path)).text()

  it('leads from its beginning to the first template', async () => {
    const answer = await web.get('/preview')
    expect(answer.headers.get('location')).toBe('/preview/anniversary')
  })

  it('shows the email as it is for a customer, in the inbox and in frames', async () => {
    const html = await page('/preview/welcome-1?as=1')
    expect(html).toContain('Maja Horvat')
    expect(html).toContain('src="/preview/welcome-1/frame?as=1&amp;widths=phone"')
  })

  it('says what the email recommends and why, by the name: nobody knows who is a she', async () => {
    const own = await openWeb(teaDrinkers)
    const html = await (await own.get('/preview/we-miss-you/why?as=1')).text()
    expect(html).toContain('What is recommended to Maja Horvat')
    expect(html).toMatch(/Pot <span class="soft">· because Maja Horvat bought Tea/)
    expect(await (await own.get('/preview/welcome-1/why?as=1')).text()).not.toContain('What is recommended')
    await own.close()
  })

  it('knows who comes before and after', async () => {
    expect(await page('/preview/welcome-1?as=1')).toContain('href="/preview/welcome-1?as=2"')
  })

  it('finds customers by address, by id and by a part of the name', async () => {
    for (const text of ['MAJA@', '1', 'horv']) {
      expect(await page(`/preview/welcome-1?as=2&find=${text}`)).toContain('maja@example.com')
    }
  })

  it('says how many it found, and that there are more', async () => {
    expect(await page('/preview/welcome-1?as=2&find=horvat%20maja')).toContain('1 customer<')
    const many = await openWeb(async (app) => {
      await customers(app)
      await app.db
        .insertInto('customers')
        .values(Array.from({ length: 14 }, (_, n) => ({ id: `k${n}`, ...called('Ana', 'Kovač') })))
        .execute()
    })
    expect(await (await many.get('/preview/welcome-1?as=2&find=kovac')).text()).toContain(
      'The first 12 customers found',
    )
    await many.close()
  })

  it('offers those on whom emails break', async () => {
    expect(await page('/preview/welcome-1?as=1')).toContain('born on 29 February')
  })

  it('frames are shut: no script, nothing from elsewhere, framed by us only', async () => {
    const answer = await web.get('/preview/welcome-1/frame?as=2')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox allow-same-origin')
    expect(policy).toContain("frame-ancestors 'self'")
    const html = await answer.text()
    expect(html).not.toContain('<script>alert')
    expect(html).toContain('&lt;script&gt;alert')
  })

  it('names each width above its frame', async () => {
    const html = await page('/preview/welcome-1?as=1')
    expect(html).toContain('<b>Phone</b> 375 px')
    expect(html).toContain('<b>Desktop</b> 640 px')
  })

  it('links of a preview lead nowhere: nobody is unsubscribed by looking', async () => {
    const html = await page('/preview/welcome-1/frame?as=1')
    expect(html).toMatch(/\/unsubscribe\/test-x+/)
  })

  it('speaks any language of the shop, and all of them at once', async () => {
    expect(await page('/preview/welcome-1/frame?as=1&in=cs')).toContain('lang="cs"')
    const all = await page('/preview/welcome-1?as=1&in=all')
    expect(all.match(/<iframe/g)).toHaveLength(5)
  })

  it('shows the dark rules of the email as written, and colours that are forced', async () => {
    const frame = (show: string) => page(`/preview/welcome-1/frame?as=1&show=${show}`)
    expect(await frame('light')).not.toContain('prefers-color-scheme')
    expect(await frame('dark')).toContain('@media (min-width:0)')
    expect(await frame('forced')).toContain('#121212')
  })

  it('shows text, MJML with its partials, and HTML with a place for every line', async () => {
    expect(await page('/preview/welcome-1?as=1&show=mjml')).toContain('id="L12"')
    expect(await page('/preview/welcome-1?as=1&show=mjml&file=templates/partials/footer.mjml')).toContain('footer.why')
    expect(await page('/preview/welcome-1?as=1&show=html')).toContain('&lt;!doctype html&gt;')
    expect(await page('/preview/welcome-1?as=1&show=mjml&file=.env')).toContain('mj-head')
  })

  it('says why, with the lines of the rules', async () => {
    const html = await page('/preview/welcome-1/why?as=1')
    expect(html).toContain('Why would Maja Horvat get this?')
    expect(html).toContain('consent')
    expect(html).toContain('campaigns/welcome.yaml:')
  })

  it('of a template that several campaigns send is made as each of them sends it', async () => {
    const file = 'campaigns/hello-again.yaml'
    const text = readFileSync(join(web.shop.dir, 'campaigns/welcome.yaml'), 'utf8')
    writeFileSync(join(web.shop.dir, file), text.replace('campaign: welcome', 'campaign: hello-again'))
    const { app } = await reloadApp(web.app)
    const live = await openWeb(customers, { app: () => app })
    const ask = async (path: string) => (await live.get(path)).text()
    const [first = '', second = ''] = usesOfTemplate(app.campaigns, 'welcome-1').map(nameOfUse)
    expect([first, second].sort()).toEqual(['hello-again/welcome-1', 'welcome/welcome-1'])
    const html = await ask(`/preview/welcome-1?as=1&use=${second}`)
    expect(html).toContain(`href="/preview/welcome-1?as=1&amp;use=${encodeURIComponent(second)}" aria-current="page"`)
    expect(html).toContain(`href="/campaigns/${second.split('/')[0]}"`)
    expect(await ask(`/preview/welcome-1/why?as=1&use=${second}`)).toContain(`campaigns/${second.split('/')[0]}.yaml:`)
    expect(await ask('/preview/welcome-1?as=1')).toContain(`href="/campaigns/${first.split('/')[0]}"`)
    await live.close()
    rmSync(join(web.shop.dir, file))
  })

  it('leads to the customer and to the campaign', async () => {
    const html = await page('/preview/welcome-1?as=1')
    expect(html).toContain('href="/customers/1"')
    expect(html).toContain('href="/campaigns/welcome"')
  })

  it('an unknown template or customer is told apart from an empty shop', async () => {
    for (const part of ['', '/frame', '/why']) expect((await web.get(`/preview/nothing${part}`)).status).toBe(404)
    expect((await web.get('/preview/welcome-1?as=99')).status).toBe(404)
    const empty = await openWeb()
    const html = await (await empty.get('/preview/welcome-1')).text()
    expect(html).toContain('perennial import customers')
    await empty.close()
  })

  it('masks names in the page and in the email', async () => {
    const masked = await openWeb(customers, { people: 'masked' })
    for (const path of ['/preview/welcome-1?as=1', '/preview/welcome-1/frame?as=1']) {
      expect(await (await masked.get(path)).text()).not.toMatch(/Maja|Osijek|HR-14/)
    }
    const told = await (await masked.get('/preview/welcome-1/why?as=1')).text()
    expect(told).not.toMatch(/Maja|Osijek|HR-14/)
    await masked.close()
  })

  it('a test email goes to a test address only, and is no message of a campaign', async () => {
    const refused = await web.post('/preview/welcome-1/test?as=1', { to: 'somebody@example.com' })
    expect(refused.status).toBe(303)
    expect(() => readdirSync(join(web.shop.dir, 'outbox'))).toThrow()
    await web.post('/preview/welcome-1/test?as=1', { to: 'test@kava-mlin.example' })
    const folder = join(web.shop.dir, 'outbox', '2026-11-22')
    const [file = ''] = readdirSync(folder)
    const email = readFileSync(join(folder, file), 'utf8')
    expect(email).toMatch(/^To: test@kava-mlin\.example/m)
    expect(email).toMatch(/^Subject: (\[test\]|=\?utf-8\?.*test)/im)
    expect(email).not.toContain('maja@example.com')
    expect(await web.app.db.selectFrom('messages').selectAll().execute()).toEqual([])
  })

  it('more than ten test emails a minute are not sent, and the page says so', async () => {
    const busy = await openWeb(customers)
    const test = () => busy.post('/preview/welcome-1/test?as=1', { to: 'test@kava-mlin.example' })
    const notice = async () => decodeURIComponent((await test()).headers.getSetCookie().join())
    for (let sent = 0; sent < 10; sent += 1) expect(await notice()).toContain('Test sent to')
    expect(await notice()).toContain('10 were sent in the last minute already. Wait a minute.')
    await busy.close()
  })
})

describe('pictures from elsewhere', () => {
  it('are grey until somebody asks the browser to fetch them; a picture without words is no described one', async () => {
    const web = await openWeb(customers)
    const file = join(web.shop.dir, 'templates/welcome-1.mjml')
    const picture = '<mj-image src="https://cdn.kava.example/cup.png" width="200px" />'
    writeFileSync(file, readFileSync(file, 'utf8').replace('<mj-button', `${picture}<mj-button`))
    const { app } = await reloadApp(web.app)
    const live = await openWeb(customers, { app: () => app })
    const html = await (await live.get('/preview/welcome-1?as=1')).text()
    expect(html).toContain('grey fields stand for those of cdn.kava.example')
    expect(html).toContain('href="/preview/welcome-1?as=1&amp;pictures=fetched"')
    expect(html).toContain('This picture has no description')
    expect(html).not.toContain('1 picture, ')
    const frame = await live.get('/preview/welcome-1/frame?as=1')
    expect(frame.headers.get('content-security-policy')).toContain('img-src data:;')
    expect(await frame.text()).not.toContain('src="https://cdn.kava.example')
    const asked = await live.get('/preview/welcome-1/frame?as=1&pictures=fetched')
    expect(asked.headers.get('content-security-policy')).toContain('img-src data: https:;')
    expect(asked.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await asked.text()).toContain('src="https://cdn.kava.example/cup.png"')
    expect(await (await live.get('/preview/welcome-1?as=1&pictures=fetched')).text()).toContain('Leave them grey')
    await web.close()
    await live.close()
  })
})

describe('a broken file', () => {
  it('is shown with its place, and the last good picture stays', async () => {
    const web = await openWeb(customers)
    const source = { app: web.app }
    const live = await openWeb(customers, { app: () => source.app })
    await live.get('/preview/welcome-1?as=1')
    const file = join(web.shop.dir, 'templates/welcome-1.mjml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('</mj-text>', ''))
    source.app = (await reloadApp(web.app)).app
    const html = await (await live.get('/preview/welcome-1?as=1')).text()
    expect(html).toContain('is never closed')
    expect(html).toContain('stale')
    expect(await (await live.get('/preview/welcome-1/frame?as=1')).text()).toContain('Maja')
    await web.close()
    await live.close()
  })

  it('a missing name is marked in its place', async () => {
    const web = await openWeb(customers)
    const file = join(web.shop.dir, 'templates/welcome-1.mjml')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('<mj-button', '<mj-text>{{customer.first_nam}}</mj-text><mj-button'),
    )
    const source = (await reloadApp(web.app)).app
    const live = await openWeb(customers, { app: () => source })
    const html = await (await live.get('/preview/welcome-1?as=1')).text()
    expect(html).toContain('did you mean')
    expect(await (await live.get('/preview/welcome-1/frame?as=1')).text()).toContain('⟦first_nam⟧')
    await web.close()
    await live.close()
  })
})

describe('the reasons beside an email', () => {
  let demo: Demo
  beforeAll(async () => {
    demo = await openDemo()
  }, 180_000)
  afterAll(() => demo.close())
  const ask = async (path: string) => {
    const entered = await fetch(demo.pages.entrance, { redirect: 'manual' })
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    return (await fetch(new URL(path, demo.pages.entrance), { headers: { cookie } })).text()
  }

  const shown = (page: string) => /\/frame\?as=([^&"]+)/.exec(page)?.[1]

  it('without a customer are about somebody who got the email last', async () => {
    const sent = await demo.app.db
      .selectFrom('messages')
      .innerJoin('customers', 'customers.key', 'messages.customer')
      .select(['customers.id', 'submitted_at'])
      .where('template', '=', 'we-miss-you')
      .where('state', '=', 'submitted')
      .execute()
    const newest = Math.max(...sent.map(({ submitted_at }) => Number(submitted_at)))
    const page = await ask('/preview/we-miss-you')
    const customer = shown(page)
    expect(sent).toContainEqual({ id: customer, submitted_at: newest })
    expect(page).toContain(`hx-get="/preview/we-miss-you/why?as=${customer}"`)
  })

  it('tell of the email that is shown; which one the campaign sends next is said as such', async () => {
    const told = (await ask('/preview/we-miss-you/why')).replaceAll(/<[^>]*>/g, ' ')
    expect(told).toMatch(/got we-miss-you on 22 Nov 2026, \d/)
    expect(told).toContain('Next from win-back: come-back-coupon, 29 Nov 2026')
    expect(told).toContain('The rules, for come-back-coupon')
    expect(told).not.toContain('waits for come-back-coupon')
  })

  it('tell of an email that comes next as what it is', async () => {
    const customer = shown(await ask('/preview/we-miss-you'))
    const told = (await ask(`/preview/come-back-coupon/why?as=${customer}`)).replaceAll(/<[^>]*>/g, ' ')
    expect(told).toMatch(/waits for come-back-coupon until 29 Nov 2026/)
    expect(told).not.toContain('Next from win-back')
  })
})

describe.skipIf(browserIs === 'missing')('the preview in a browser', () => {
  const shop = demoInBrowser()

  it('is walked through by letters alone, outside fields', async () => {
    const tab = await shop.open('/preview/welcome-1')
    for (const letter of ['n', 'd', 'j']) {
      const before = tab.url()
      await tab.keyboard.press(letter)
      await tab.waitForURL((url) => url.href !== before)
    }
    expect(tab.url()).toMatch(/\/preview\/welcome-2\?as=\w+&show=dark$/)
    await tab.keyboard.press('/')
    await tab.keyboard.type('nobody is called so')
    expect(tab.url()).toContain('/preview/welcome-2')
    await tab.context().close()
  })

  it('shows the address of a link that is clicked, and stays', async () => {
    const tab = await shop.open('/preview/welcome-1')
    await tab.frameLocator('iframe').first().locator('a[href*=unsubscribe]').click()
    await tab.getByText(/→ http.*unsubscribe\/test-x/).waitFor()
    await tab.context().close()
  })

  it('shows what is saved without being asked, and says how long it took', async () => {
    const tab = await shop.open('/preview/birthday')
    const file = join(shop.demo.dir, 'templates/birthday.mjml')
    await tab.waitForTimeout(500)
    writeFileSync(file, readFileSync(file, 'utf8').replace('<mj-button', '<mj-text>Saved anew</mj-text><mj-button'))
    await tab.frameLocator('iframe').first().getByText('Saved anew').waitFor()
    const told = await tab.locator('#saved').textContent()
    console.info(`preview: ${told}`)
    expect(told).toMatch(/shown \d+ ms after saving/)
    await tab.context().close()
  })
})
