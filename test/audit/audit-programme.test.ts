import { describe, expect, it } from 'vitest'
import { auditShop } from '../../src/app/index.ts'
import { readShopFiles, type ShopFiles } from '../../src/app/index.ts'
import { resolve } from 'node:path'

const shipped = readShopFiles(resolve(import.meta.dirname, '../..')) as ShopFiles

/** The moments of a shop with these campaigns (`starts` and what follows) and segments. */
async function met(campaigns: Readonly<Record<string, string>>, segments: Readonly<Record<string, string>> = {}) {
  const audited = await auditShop({
    ...shipped,
    campaigns: Object.entries(campaigns).map(([name, text]) => ({
      file: `campaigns/${name}.yaml`,
      text: `campaign: ${name}\n${text}${text.includes('steps:') ? '' : '\nsteps: [{send: birthday}]'}\n`,
    })),
    segments: [
      ...shipped.segments,
      ...Object.entries(segments).map(([name, who]) => ({
        file: `segments/${name}.yaml`,
        text: `segment: ${name}\nwho: ${who}\n`,
      })),
    ],
  })
  return (audited ?? []).flatMap(({ touchpoint, campaigns: found }) => (found.length > 0 ? [touchpoint.name] : []))
}

describe('a moment has a campaign by how it starts, whatever the campaign is called', () => {
  it.each([
    ['a first order', 'starts: {when: bought, first_time: yes}', ['welcome']],
    [
      'a first order, and several emails',
      'starts: {when: bought, first_time: yes}\nsteps: [{send: welcome-1}, {wait: 3 days}, {send: welcome-2}]',
      ['welcome', 'onboarding'],
    ],
    ['any order', 'starts: {when: bought}', ['after-purchase']],
    ['a delivery', 'starts: {when: delivered}', ['after-purchase', 'survey']],
    ['a return', 'starts: {when: returned}', ['complaint']],
    ['the birthday, also before it', 'starts: {on_date: birthday, days_before: 3}', ['birthday']],
    ['the day of the sign-up', 'starts: {on_date: signed_up anniversary}', ['anniversary']],
    ['the shipped segment of new customers', 'starts: {when_entering: new}', ['welcome']],
    ['the shipped segment of those at risk', 'starts: {when_entering: at-risk}', ['at-risk']],
    ['the shipped segment of lapsed customers', 'starts: {when_entering: lapsed}', ['win-back']],
    ['the shipped segment of the best', 'starts: {when_entering: high-value}', ['tier']],
    ['a day of the calendar', 'starts: {every: Tuesday}', []],
  ])('%s', async (_what, text, moments) => {
    expect(await met({ 'x-1': text })).toEqual(moments)
  })

  it.each([
    ['twice the usual gap', '{all: [{overdue_ratio: at least 2}]}', ['at-risk']],
    ['the day of the next order', '{all: [{next_order_expected: within the next 7 days}]}', ['next-order']],
    ['the number of orders', '{all: [{orders: at least 3}]}', ['referral']],
    ['silence', '{none: [{last_clicked: within the last 365 days}]}', ['goodbye']],
    ['another segment that tells it', '{all: [{in_segment: lapsed}, {country: HR}]}', ['win-back']],
    ['nothing of all that', '{all: [{country: HR}]}', []],
  ])('a segment by %s', async (_what, who, moments) => {
    expect(await met({ 'x-1': 'starts: {when_entering: s-1}' }, { 's-1': who })).toEqual(moments)
  })

  it('or by a tag with its name', async () => {
    expect(await met({ 'x-1': 'starts: {every: Tuesday}\ntags: [referral]' })).toEqual(['referral'])
  })

  it('and the shipped shop lacks what it lacks', async () => {
    const audited = await auditShop(shipped)
    const missing = audited?.filter(({ campaigns }) => campaigns.length === 0).map(({ touchpoint }) => touchpoint.name)
    expect(missing).toEqual(['survey', 'complaint', 'next-order', 'tier', 'referral', 'at-risk', 'goodbye'])
  })
})
