import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pausedCampaigns } from '../../src/track/index.ts'
import { browserIs, expectGoodPage, openBrowser, openTab } from './support/browser.ts'
import { openDemo } from './support/open-demo.ts'

describe.skipIf(browserIs === 'missing')('campaigns, customers and the outbox in a browser', () => {
  let browser: Browser
  let demo: Awaited<ReturnType<typeof openDemo>>
  let customer: string

  beforeAll(async () => {
    browser = await openBrowser()
    demo = await openDemo()
    const { db } = demo.app
    const sent = await db
      .selectFrom('messages')
      .innerJoin('customers', 'customers.key', 'messages.customer')
      .select(['messages.key', 'customers.id'])
      .where('messages.state', '=', 'submitted')
      .execute()
    customer = `/customers/${encodeURIComponent(sent[0]?.id ?? '')}`
    const unknown = { state: 'uncertain' as const, error: 'No answer', submitted_at: null, provider: null }
    await db
      .updateTable('messages')
      .set({ ...unknown, first_attempt_at: 1 })
      .where('key', '=', sent.at(-1)?.key ?? 0)
      .execute()
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.close()
  })

  for (const path of ['/campaigns/win-back', '/outbox?state=uncertain', '/outbox?state=failed']) {
    it(`${path} is good for everybody`, () => expectGoodPage(browser, demo.pages.entrance, path))
  }

  it('the page of a customer and what lies below are good for everybody', async () => {
    for (const below of ['', '/erase', '/why/win-back']) {
      await expectGoodPage(browser, demo.pages.entrance, `${customer}${below}`)
    }
  })

  it('the reasons of each campaign come by themselves, and behind a link where scripts are off', async () => {
    const tab = await openTab(browser, demo.pages.entrance)
    await tab.goto(new URL(customer, demo.pages.entrance).href)
    await tab.locator('details.why', { hasText: 'win-back' }).locator('summary').click()
    await tab.getByText('campaigns/win-back.yaml:').first().waitFor()
    await tab.context().close()

    const plain = await openTab(browser, demo.pages.entrance, undefined, 'off')
    await plain.goto(new URL(customer, demo.pages.entrance).href)
    await plain.getByRole('link', { name: 'Why win-back?' }).click()
    expect(await plain.locator('details.why').count()).toBe(1)
    await plain.context().close()
  })

  it('a campaign is paused with the keyboard alone', async () => {
    const tab = await openTab(browser, demo.pages.entrance)
    await tab.goto(new URL('/campaigns/birthday', demo.pages.entrance).href)
    await tab.getByLabel('Why is it paused?').focus()
    await tab.keyboard.type('The picture is wrong')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await tab.getByText('birthday is paused.').waitFor()
    expect(await pausedCampaigns(demo.app)).toMatchObject([{ campaign: 'birthday', note: 'The picture is wrong' }])
    await tab.context().close()
  })

  it('what is uncertain is settled with the mouse, all of a page at once', async () => {
    const tab = await openTab(browser, demo.pages.entrance)
    await tab.goto(new URL('/outbox?state=uncertain', demo.pages.entrance).href)
    await tab.getByLabel('Choose all on this page').click()
    await tab.getByRole('button', { name: 'They were sent', exact: true }).click()
    await tab.getByText('1 email counted as sent.').waitFor()
    await tab.context().close()
  })

  it('nobody is erased before the id is typed', async () => {
    const tab = await openTab(browser, demo.pages.entrance)
    await tab.goto(new URL(`${customer}/erase`, demo.pages.entrance).href)
    const button = tab.getByRole('button', { name: 'Erase for good' })
    expect(await button.isDisabled()).toBe(true)
    await tab.getByRole('textbox').fill(decodeURIComponent(customer.split('/')[2] ?? ''))
    expect(await button.isEnabled()).toBe(true)
    await tab.context().close()
  })
})
