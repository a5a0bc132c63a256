import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ShopFolder, shopFolder } from './run-in-shop.ts'

let shop: ShopFolder
beforeEach(async () => {
  shop = shopFolder('2026-11-22T08:00:00Z')
  write('segments/missed.yaml', `segment: missed\nwho:\n  all:\n    - orders: at least 1\n    - any:\n${EITHER}`)
  const people = ['ana,Ana,HR', 'bor,Bor,SI', 'cene,Cene,SI', 'dana,Dana,CZ']
  await shop.importLines('customers', 'customer_id,first_name,country', ...people)
  await shop.importLines('orders', 'order_id,customer_id,ordered_at,total,currency', ...ORDERS)
})
afterEach(() => shop.remove())

const EITHER = '        - in_segment: lapsed\n        - country: HR\n  none:\n    - total_spent: more than 100 EUR\n'
const ORDERS = [
  '1,ana,2026-11-01,20.50,EUR',
  '2,bor,2026-01-10,30,EUR',
  '3,cene,2026-11-02,15,EUR',
  '4,dana,2026-01-01,500,EUR',
]
const write = (file: string, text: string) => writeFileSync(join(shop.dir, file), text)

interface WhyJson {
  readonly customers: readonly string[]
  readonly members: readonly {
    readonly customer: string
    readonly clauses: readonly { text: string; value: string; holds: boolean; file: string; line: number }[]
  }[]
}

describe('perennial members --why', () => {
  it('names for every member the value behind each line of the rule', async () => {
    const { customers, members } = (await shop.run('members', 'missed', '--why', '--json')).json<WhyJson>()

    expect(customers).toEqual(['ana', 'bor'])
    const said = members.map(({ customer, clauses }) => [customer, ...clauses.map((c) => `${c.holds} ${c.value}`)])
    expect(said).toEqual([
      ['ana', 'true 1', 'false not a member', 'true HR', 'true 20.50 EUR'],
      ['bor', 'true 1', 'true a member', 'false SI', 'true 30 EUR'],
    ])
    expect(members[0]?.clauses[3]).toMatchObject({
      text: 'none of: total_spent: more than 100 EUR',
      file: 'segments/missed.yaml',
      line: 9,
    })
  })

  it('agrees with why, line by line', async () => {
    write('campaigns/ask.yaml', `campaign: ask\nstarts: {when_entering: missed}\nsteps: [{send: birthday}]\n`)
    const { members } = (await shop.run('members', 'missed', '--why', '--json')).json<WhyJson>()
    for (const { customer, clauses } of members) {
      const why = (await shop.run('why', customer, 'ask', '--json')).json<{
        campaigns: { clauses: { line: number; file: string; value: string; holds: boolean }[] }[]
      }>()
      const own = why.campaigns[0]?.clauses.filter(({ file }) => file === 'segments/missed.yaml') ?? []
      const short = (c: { line: number; value: string; holds: boolean }) => `${c.line} ${c.value} ${c.holds}`
      expect(own.map(short)).toEqual(clauses.map(short))
    }
  })

  it('is a table on the screen: one column a line', async () => {
    const { out, talk } = await shop.run('members', 'missed', '--why')

    const [header = '', ana = '', bor = ''] = out.split('\n')
    expect(header).toMatch(
      /^customer {2}orders: at least 1 {2}in_segment: lapsed {2}country: HR {2}none of: total_spent/,
    )
    expect(ana).toMatch(/^ana +1 +no: not a member +HR +20\.50 EUR$/)
    expect(bor).toMatch(/^bor +1 +a member +no: SI +30 EUR$/)
    expect(talk).toContain('2 customers in missed')
  })

  it('of nobody says so', async () => {
    const { code, out, talk } = await shop.run('members', 'missed', '--why', '--as-of', '2025-01-01')

    expect([code, out]).toEqual([0, ''])
    expect(talk).toContain('0 customers in missed')
  })
})
