import { describe, expect, it } from 'vitest'
import { all, openTestShop, sends } from '../support/open-test-shop.ts'

const segment = (name: string, who: string) => ({ [`segments/${name}.yaml`]: `segment: ${name}\nwho: ${who}\n` })
const campaign = (name: string, text: string) => ({
  [`campaigns/${name}.yaml`]: `campaign: ${name}\ntopic: news\n${text}`,
})

/** A shop in which things happen to emails: what a mail service would tell. */
async function openShop(files: Readonly<Record<string, string>>) {
  const shop = await openTestShop(files)
  const event = async (customer: number, kind: 'opened' | 'clicked', when: string, machine: 0 | 1 = 0) => {
    const row = { customer, kind, at: shop.at(when), machine, campaign: 'welcome', recorded_at: shop.at(when) }
    await shop.db.insertInto('message_events').values(row).execute()
  }
  const submit = (when: string) =>
    shop.db
      .updateTable('messages')
      .set({ state: 'submitted', submitted_at: shop.at(when) })
      .execute()
  return { ...shop, event, submit }
}

describe('campaigns that look at what became of emails', () => {
  it('a click starts a journey, the click of a mail scanner does not', async () => {
    const shop = await openShop(
      campaign('follow-up', 'starts: {when: clicked, campaign: welcome}\nsteps:\n  - wait: 1 day\n  - send: more\n'),
    )
    const [ana, bo] = [await shop.customer('ana'), await shop.customer('bo')]
    await shop.event(ana, 'clicked', '2026-03-01 12:00')
    await shop.event(bo, 'clicked', '2026-03-01 12:00', 1)
    expect(sends(await shop.plan('2026-03-02'))).toEqual(['follow-up/more ana 2026-03-01'])
    await shop.close()
  })

  it('who clicked needs no reminder', async () => {
    const steps =
      'steps:\n  - send: hello\n  - wait: 3 days\n  - send: reminder\n    only_if: {none: [{clicked: {campaign: welcome}}]}\n'
    const shop = await openShop(campaign('welcome', `starts: {once: 2026-03-01}\n${steps}`))
    const ana = await shop.customer('ana')
    await shop.customer('bo')
    await shop.run('2026-03-01')
    await shop.submit('2026-03-01 09:00')
    await shop.event(ana, 'clicked', '2026-03-02 10:00')
    expect(all(await shop.run('2026-03-04'))).toEqual([
      'welcome/reminder ana 2026-03-01 skip left_audience',
      'welcome/reminder bo 2026-03-01 send due',
    ])
    await shop.close()
  })

  it('nobody is emailed who was emailed lately, as far as one can know on the day', async () => {
    const shop = await openShop({
      ...segment('quiet', '{all: [{last_emailed: never}]}'),
      ...campaign('hello', 'starts: {once: 2026-03-01}\nsteps:\n  - send: hello\n'),
      ...campaign('digest', 'starts: {every: day}\nwho: {all: [{in_segment: quiet}]}\nsteps:\n  - send: digest\n'),
    })
    await shop.customer('ana')
    expect(sends(await shop.plan('2026-03-02'))).toEqual(['digest/digest ana 2026-03-02'])
    await shop.run('2026-03-01')
    await shop.submit('2026-03-01 09:00')
    expect(sends(await shop.plan('2026-03-02'))).toEqual([])
    await shop.close()
  })

  it('consent that is over is none', async () => {
    const shop = await openShop(campaign('hello', 'starts: {once: 2026-03-01}\nsteps:\n  - send: hello\n'))
    const ana = await shop.customer('ana', { consent: 'none' })
    const given = { customer: ana, topic: null, status: 'subscribed' as const, at: 0, recorded_at: 0, source: 'test' }
    await shop.db
      .insertInto('consents')
      .values({ ...given, expires_at: shop.at('2026-03-01') })
      .execute()
    expect(all(await shop.plan('2026-03-01'))).toEqual(['hello/hello ana 2026-03-01 skip no_consent'])
    await shop.close()
  })
})
