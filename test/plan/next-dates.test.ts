import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestShop, shopFile } from '../support/open-test-shop.ts'
import { eachDay, type TestShop } from './each-day.ts'

const DAY = '2026-01-20'

const segments: Record<string, string> = {
  lapsed: '{all: [{last_order: more than 100 days ago}]}',
  silent: '{all: [{last_order: between 40 and 100 days ago}], none: [{bought: {times: at least 3, within: 90 days}}]}',
  long: '{all: [{in_segment: {name: lapsed, for: at least 25 days}}]}',
  fresh: '{all: [{entered_segment: {name: silent, within: 6 days}}]}',
  gone: '{any: [{left_segment: {name: silent, within: 9 days}}, {stage: lapsed}]}',
  older: '{all: [{age: at least 36}, {years_as_customer: at least 1}]}',
  window: '{all: [{bought: {times: exactly 1, between: 30 and 75 days ago}}]}',
  mixed:
    '{at_least: {count: 2, of: [{last_order: last month}, {birthday: within the next 20 days}, {bought: {within: 2 months}}]}}',
  quiet: '{all: [{bought: {spent: less than 25 EUR, within: 60 days}}, {last_order: since 2025-12-01}]}',
  due: '{all: [{overdue_ratio: at least 3}]}',
  hours: '{none: [{last_order: within the last 900 hours}]}',
  alone: '{all: [{bought: {times: at least 2, not_followed_by: {viewed: {}, within: 50 days}}}]}',
}

const campaigns: Record<string, string> = {
  ...Object.fromEntries(
    Object.keys(segments).map((name) => [`enter-${name}`, `starts: {when_entering: ${name}}\nsteps: [{send: a}]`]),
  ),
  'came-from': 'starts: {when_entering: lapsed, coming_from: silent}\nsteps: [{wait: 3 days}, {send: a}]',
  birthday:
    'starts: {on_date: birthday, days_before: 4}\nwho: {none: [{in_segment: lapsed}]}\nsteps: [{send: a}, {wait: 60 days}, {send: b}]',
  anniversary:
    'starts: {on_date: first_order anniversary}\nsteps: [{send: a, only_if: {all: [{in_segment: silent}]}}, {wait: 1 month}, {send: b}]',
  tuesdays: 'starts: {every: Tuesday}\nwho: {all: [{in_segment: lapsed}]}\nsteps: [{send: a}]',
  months:
    'starts: {every: month on the 31st}\nwho: {none: [{last_order: within the last 70 days}]}\nsteps: [{wait: 2 days}, {send: a, only_if: {all: [{birthday: in March}]}}]',
  daily: 'starts: {every: day}\nwho: {all: [{birthday: this week}]}\nsteps: [{send: a}]',
  again: 'starts: {every: day}\nsteps: [{send: a}]\nagain: after 30 days',
  once: 'starts: {once: 2026-06-05}\nwho: {all: [{last_order: more than 3 months ago}]}\nsteps: [{wait_until: Monday}, {send: a}]',
  welcome:
    'starts: {when: bought, first_time: yes}\nsteps: [{send: a}, {wait: 400 days}, {send: b}]\nlate: at most 5 days',
  thanks:
    'starts: {when: bought, restart: yes}\nsteps: [{wait: 30 hours}, {send: a}, {wait: 80 days}, {send: b, only_if: {all: [{in_segment: silent}]}}, {wait: 5 days}, {send: c}]',
  stopped:
    'starts: {when: bought}\nstop_when: {any: [{last_order: more than 60 days ago}]}\nsteps: [{wait: 70 days}, {send: a}]',
}

const files = {
  'perennial.yaml': shopFile('stages: [silent, lapsed]\nevents: {viewed: {filters: {product: text}}}', 'Europe/Zagreb'),
  ...Object.fromEntries(
    Object.entries(segments).map(([name, who]) => [`segments/${name}.yaml`, `segment: ${name}\nwho: ${who}\n`]),
  ),
  ...Object.fromEntries(
    Object.entries(campaigns).map(([name, text]) => [`campaigns/${name}.yaml`, `campaign: ${name}\n${text}\n`]),
  ),
}

describe('the next dates of a shop of every kind of rule', () => {
  let shop: TestShop

  beforeAll(async () => {
    shop = await openTestShop(files)
    await shop.customer('ana', { birthday: '1990-03-14', signed_up: '2024-02-29' })
    await shop.customer('kai', { birthday: '1992-02-29', time_zone: 'Pacific/Auckland', consent: 'none' })
    await shop.customer('new', { birthday: '--12-31', time_zone: 'America/Los_Angeles' })
    await shop.customer('tea', { time_zone: 'Asia/Kolkata' })
    for (const [i, day] of ['2024-11-03', '2025-02-11', '2025-05-30', '2025-11-29', '2025-12-22'].entries()) {
      await shop.order(`a${i}`, 'ana', `${day} 10:30`, 1000 + i * 300)
    }
    for (const [i, day] of ['2025-01-21', '2025-04-21', '2025-07-19'].entries())
      await shop.order(`k${i}`, 'kai', `${day} 23:30`)
    await shop.order('n0', 'new', '2026-01-19 22:10', 2600)
    for (const [i, day] of ['2026-01-02', '2026-01-05', '2026-01-12'].entries())
      await shop.order(`t${i}`, 'tea', `${day} 00:10`)
  }, 60_000)
  afterAll(() => shop.close())

  // Each takes a minute: ALL=1 asks about everybody.
  it.each(process.env.ALL === '1' ? ['ana', 'kai', 'new', 'tea'] : ['ana'])(
    'of %s are those that planning each of 400 days finds',
    async (id) => {
      const [why, brute] = [await shop.why(id, DAY), await eachDay(shop, id, DAY)]
      const told = why.campaigns.filter(({ nextTrueOn }) => nextTrueOn !== DAY)
      expect(Object.fromEntries(told.map(({ campaign, nextTrueOn }) => [campaign, nextTrueOn]))).toEqual(
        Object.fromEntries(told.map(({ campaign }) => [campaign, brute.get(campaign) ?? null])),
      )
      expect(told.filter(({ nextTrueOn }) => nextTrueOn !== null).length).toBeGreaterThan(4)
    },
    600_000,
  )
})
