import { describe, expect, it } from 'vitest'
import { readCampaign, triggers, type OccasionContext } from '../../src/campaigns/index.ts'
import { readShop } from '../../src/config/index.ts'
import { postgresDialect } from '../../src/db/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { openEvaluation } from '../../src/segments/index.ts'
import { compiled } from '../consent/compiled.ts'
import { openTestShop } from '../support/open-test-shop.ts'

const shop = readShop(
  'perennial.yaml',
  'shop: {name: T, address: S}\nfrom: s@example.com\ntime_zone: UTC\ncurrency: EUR\nevents: {viewed: {}}\n',
).value
if (!shop) throw new Error('the shop file of this test is broken')

const starts = [
  '{when_entering: lapsed}',
  '{when: bought, first_time: yes}',
  '{when: returned}',
  '{when: viewed}',
  '{on_date: birthday, days_before: 3}',
  '{on_date: first_order anniversary}',
  '{on_date: signed_up anniversary}',
  '{every: Tuesday}',
  '{once: 2026-12-01}',
]

async function occasionsOf(text: string) {
  const reading = { shop: shop as NonNullable<typeof shop>, segments: ['lapsed'], events: 'ever' as const }
  const campaign = `campaign: c\nstarts: ${text}\nsteps:\n  - send: c\n`
  const { value } = readCampaign('campaigns/c.yaml', campaign, { ...reading, vocabulary: vocabularyOf(reading.shop) })
  if (!value) throw new Error(`${text} is broken`)
  const files = { 'segments/lapsed.yaml': 'segment: lapsed\nwho:\n  all:\n    - last_order: more than 180 days ago\n' }
  const test = await openTestShop(files)

  const now = Date.UTC(2026, 11, 1, 8)
  const evaluation = openEvaluation({ ...test, now })
  const ctx: OccasionContext = {
    db: test.db,
    dialect: postgresDialect(),
    shop: reading.shop,
    evaluation,
    now,
    today: '2026-12-01',
    days: ['2026-12-01'],
    notBefore: null,
    firstDay: '2026-12-01',
    customer: undefined,
    includeCurrent: 'no',
  }
  const query = compiled('postgres', await value.starts.occasions(ctx)).text
  await evaluation.close()
  await test.close()
  return query
}

describe('the occasions of every trigger', () => {
  it('are of one shape: PostgreSQL joins them only where an empty order has a type', async () => {
    for (const text of starts) {
      const query = await occasionsOf(text)
      expect(query, text).toMatch(/"order"/)
      expect(query.replaceAll('cast(null as bigint) as "order"', ''), text).not.toMatch(/null as "order"/)
    }
  })

  it('are all tried here', () => {
    expect(triggers.filter(({ name }) => !starts.some((text) => text.startsWith(`{${name}:`)))).toEqual([])
  })
})
