import { beforeAll, describe, expect, it } from 'vitest'
import { pausedCampaigns } from '../../src/track/index.ts'
import { browserIs } from './support/browser.ts'
import { demoInBrowser } from './support/demo-in-browser.ts'
import { fillIn } from './support/pages-below.ts'
import { withTrouble } from './support/with-trouble.ts'

describe.skipIf(browserIs === 'missing')('campaigns, customers and the outbox in a browser', () => {
  const shop = demoInBrowser(withTrouble)
  let customer: string
  beforeAll(async () => {
    customer = await fillIn(shop.demo.app, '/customers/{customer}')
  })

  it('the reasons of each campaign come by themselves, and behind a link where scripts are off', async () => {
    const tab = await shop.open(customer)
    await tab.locator('details.why', { hasText: 'win-back' }).locator('summary').click()
    await tab.getByText('campaigns/win-back.yaml:').first().waitFor()
    await tab.context().close()

    const plain = await shop.open(customer, undefined, 'off')
    await plain.getByRole('link', { name: 'Why win-back?' }).click()
    expect(await plain.locator('details.why').count()).toBe(1)
    await plain.context().close()
  })

  it('a campaign is paused with the keyboard alone', async () => {
    const tab = await shop.open('/campaigns/birthday')
    await tab.getByLabel('Why is it paused?').focus()
    await tab.keyboard.type('The picture is wrong')
    await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await tab.getByText('birthday is paused.').waitFor()
    expect(await pausedCampaigns(shop.demo.app)).toMatchObject([{ campaign: 'birthday', note: 'The picture is wrong' }])
    await tab.context().close()
  })

  it('what is uncertain is settled with the mouse, all of a page at once', async () => {
    const tab = await shop.open('/outbox?state=uncertain')
    await tab.getByLabel('Choose all on this page').click()
    await tab.getByRole('button', { name: 'They were sent', exact: true }).click()
    await tab.getByText('1 email counted as sent.').waitFor()
    await tab.context().close()
  })

  it('what is queued is cancelled once its number was typed', async () => {
    const tab = await shop.open('/outbox')
    await tab.locator('tbody input[type=checkbox]').first().check()
    await tab.getByRole('button', { name: 'Cancel' }).click()
    const button = tab.getByRole('button', { name: 'Cancel 1 email' })
    expect(await button.isDisabled()).toBe(true)
    await tab.getByLabel('Type 1 to go on').fill('1')
    await button.click()
    await tab.getByText('1 email cancelled.').waitFor()
    await tab.context().close()
  })

  it('nobody is erased before the id is typed', async () => {
    const tab = await shop.open(`${customer}/erase`)
    const button = tab.getByRole('button', { name: 'Erase for good' })
    expect(await button.isDisabled()).toBe(true)
    await tab.getByRole('textbox').fill(decodeURIComponent(customer.split('/')[2] ?? ''))
    expect(await button.isEnabled()).toBe(true)
    await tab.context().close()
  })
})
