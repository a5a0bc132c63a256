import { resolve } from 'node:path'
import type { OpenDb } from '../../src/db/index.ts'
import { importFiles } from '../../src/ingest/index.ts'
import { openTestShop } from './open-test-shop.ts'
import { shared } from './real-shops.ts'

const shopFile = `shop: {name: Oracle shop, address: Street 1}
from: shop@example.com
time_zone: UTC
currency: GBP
send_at: 09:00 shop time
`

/** The rules of the oracle `shop_daily.json` as files of a shop. */
const files = {
  'segments/at-risk.yaml': `segment: at-risk
who:
  all:
    - orders: at least 2
    - last_order: between 59 and 120 days ago
`,
  'segments/lapsed.yaml': `segment: lapsed
who:
  all:
    - last_order: more than 180 days ago
`,
  ...Object.fromEntries(
    [
      ['birthday', '{on_date: birthday}', ''],
      ['anniversary', '{on_date: first_order anniversary}', ''],
      ['welcome', '{when: bought, first_time: yes}', '  - wait: 1 day\n'],
      ['post_purchase', '{when: bought, restart: yes}', '  - wait: 7 days\n'],
      ['at_risk', '{when_entering: at-risk}', ''],
      ['win_back', '{when_entering: lapsed}', ''],
    ].map(([name, starts, wait], i) => [
      `campaigns/${name}.yaml`,
      `campaign: ${name}
starts: ${starts}
steps:
${wait}  - send: ${name}
again: every time
priority: ${80 - i}
when_capped: skip
backfill: 30 days
`,
    ]),
  ),
}

/** The shop of `../shared/data/shop` under the oracle's six rules; `extra` are lines of the shop file. */
export async function openOracleShop(
  extra: string,
  opened?: OpenDb,
): Promise<Awaited<ReturnType<typeof openTestShop>>> {
  const shop = await openTestShop({ ...files, 'perennial.yaml': shopFile + extra }, opened)
  const ctx = { db: shop.db, dialect: shop.dialect, now: Date.UTC(2012, 0, 1) }
  for (const kind of ['customers', 'orders'] as const) {
    const report = await importFiles(ctx, shop.shop, { kind, files: [resolve(shared, `data/shop/${kind}.csv.gz`)] })
    if (report.rejected > 0) throw new Error(`${report.rejected} ${kind} were rejected`)
  }
  return shop
}
