import { afterEach, describe, expect, it } from 'vitest'
import { all, openTestShop, sends, shopFile } from '../support/open-test-shop.ts'

const LAPSED = `segment: lapsed
who: {all: [{last_order: more than 30 days ago}]}
`
const CAMPAIGN = `campaign: win-back
starts: {when_entering: lapsed}
stop_when: {any: [{bought: anything}]}
send_at: 10:00 shop time
steps:
  - send: we-miss-you
  - wait: 2 days
  - notify: care@shop.example
    do: Call and ask what went wrong
again: never
include_current: yes
`
let shop: Awaited<ReturnType<typeof openTestShop>>

async function open(campaign = CAMPAIGN, more = ''): Promise<void> {
  shop = await openTestShop({
    'perennial.yaml': shopFile(more),
    'segments/lapsed.yaml': LAPSED,
    'campaigns/win-back.yaml': campaign,
  })
  await shop.customer('ana')
  await shop.order('1', 'ana', '2026-01-01 12:00')
}

const without = (lines: string) => CAMPAIGN.replace(lines, '')
const rows = () =>
  shop.db.selectFrom('messages').select(['step', 'state', 'reason', 'notify', 'submitted_at']).orderBy('key').execute()
const run = async (day: string) => all(await shop.run(`${day} 09:00`))

describe('a word to the shop', () => {
  afterEach(() => shop.close())

  it('is raised on its day, once', async () => {
    await open()
    expect(await run('2026-02-15')).toContain('win-back/we-miss-you ana 2026-02-15 send due')
    expect(await run('2026-02-16')).toEqual(['win-back/notify ana 2026-02-15 wait not_yet'])
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 tell due'])
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 skip already_sent'])
    expect(await run('2026-02-18')).toEqual([])
    expect((await rows()).filter(({ notify }) => notify !== null)).toEqual([
      { step: 'notify', state: 'raised', reason: 'due', notify: 'care@shop.example', submitted_at: null },
    ])
  })

  it('ends with the journey: who bought in between is no matter for the shop', async () => {
    await open()
    await shop.run('2026-02-15 09:00')
    await shop.order('2', 'ana', '2026-02-16 12:00')
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 skip stopped'])
  })

  it('needs no consent and no address, and no bounce stands against it', async () => {
    await open()
    await shop.customer('no', { consent: 'none', email: null, suppressed: 'bounced' })
    await shop.order('3', 'no', '2026-01-01 12:00')
    await shop.run('2026-02-15 09:00')
    expect(await run('2026-02-17')).toContain('win-back/notify no 2026-02-15 tell due')
  })

  it('is not raised for who was erased', async () => {
    await open()
    await shop.run('2026-02-15 09:00')
    const { key } = await shop.db.selectFrom('customers').select('key').executeTakeFirstOrThrow()
    const erased = { customer: key, reason: 'erased' as const, since: shop.at('2026-02-16'), recorded_at: 0 }
    await shop.db.insertInto('suppressions').values(erased).execute()
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 skip suppressed'])
  })

  it('is not raised for who is held out, of the campaign or of all marketing', async () => {
    await open(`${CAMPAIGN}holdout: 100 percent\n`)
    expect(await run('2026-02-15')).toEqual(['win-back/we-miss-you ana 2026-02-15 skip holdout'])
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 skip holdout'])
    await shop.close()
    await open(CAMPAIGN, 'holdout: 100 percent')
    await run('2026-02-15')
    expect(await run('2026-02-17')).toEqual(['win-back/notify ana 2026-02-15 skip holdout'])
  })

  it('asks only_if', async () => {
    await open(CAMPAIGN.replace('    do:', '    only_if: {all: [{orders: at least 2}]}\n    do:'))
    await shop.customer('bo')
    await shop.order('4', 'bo', '2026-01-01 12:00')
    await shop.order('5', 'bo', '2026-01-01 13:00')
    await run('2026-02-15')
    const decided = await run('2026-02-17')
    expect(decided).toContain('win-back/notify ana 2026-02-15 skip left_audience')
    expect(decided).toContain('win-back/notify bo 2026-02-15 tell due')
  })

  it('takes nothing from the limit and waits for no quiet hours', async () => {
    const first = CAMPAIGN.replace('  - send: we-miss-you\n  - wait: 2 days\n', '')
    const steps = first.replace('again:', '  - send: we-miss-you\nagain:')
    await open(steps, 'limit: 1 marketing email per 7 days\nquiet: 09:30 to 12:00 shop time')
    const decided = await run('2026-02-15')
    expect(decided).toContain('win-back/notify ana 2026-02-15 tell due')
    expect(decided).toContain('win-back/we-miss-you ana 2026-02-15 send due')
  })

  it('may be all that a campaign does', async () => {
    await open(without('  - send: we-miss-you\n  - wait: 2 days\n'))
    expect(await run('2026-02-15')).toEqual(['win-back/notify ana 2026-02-15 tell due'])
    await shop.order('2', 'ana', '2026-02-16 12:00')
    await run('2026-02-17')
    // Again never: she came back and lapsed once more.
    await run('2026-03-18')
    expect(await run('2026-03-19')).toEqual(['win-back/notify ana 2026-03-19 skip already_sent'])
  })

  it('changes no email, whatever its place', async () => {
    const hours = CAMPAIGN.replace('wait: 2 days', 'wait: 5 hours').replace('again:', '  - send: last\nagain:')
    const sent = async (campaign: string) => {
      await open(campaign)
      const plans = [await shop.run('2026-02-15 09:00'), await shop.run('2026-02-16 09:00')]
      const found = plans.flatMap((plan) => plan.entries.filter(({ decision }) => decision === 'send'))
      await shop.close()
      return found.map(({ step, sendAt }) => `${step} ${sendAt}`)
    }
    const bare = hours.replace(/ {2}- notify.*\n.*\n/, '')
    const emails = await sent(bare)
    expect(emails.length).toBeGreaterThan(0)
    expect(await sent(hours)).toEqual(emails)
    expect(await sent(bare.replace('steps:\n', 'steps:\n  - notify: care@shop.example\n'))).toEqual(emails)
    await open(bare)
  })

  it('is told apart in plan and why', async () => {
    await open()
    await shop.run('2026-02-15 09:00')
    const plan = await shop.plan('2026-02-17 09:00', 'run')
    expect(plan.totals).toEqual({ send: 0, tell: 1, wait: 0, skip: 0 })
    expect(sends(plan)).toEqual([])
    const { campaigns } = await shop.why('ana', '2026-02-17 09:00', 'win-back', { mode: 'run' })
    expect(campaigns[0]).toMatchObject({ decision: 'tell', reason: 'due', step: 'notify', missing: null })
    expect(campaigns[0]?.clauses.map(({ text }) => text)).not.toContain('consent')
  })
})
