import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { addDays } from '../../src/calendar/index.ts'
import { readCampaign } from '../../src/campaigns/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'
import { testCampaign } from '../../src/plan/index.ts'
import { aShop } from '../support/naive/a-shop.ts'
import { openTestShop } from '../support/open-test-shop.ts'
import { someSegments } from '../segments/a-segment.ts'

const NOW = Date.parse('2026-11-22T08:00:00Z')
const shop = aShop({
  attributes: [
    { name: 'renewal', type: 'date', description: undefined },
    { name: 'name_day', type: 'yearly', description: undefined },
  ],
  events: [{ name: 'viewed', filters: {}, description: undefined }],
  stages: ['lapsed'],
})
const vocabulary = vocabularyOf(shop)
const segments = someSegments(
  {
    lapsed: '{all: [{last_order: more than 180 days ago}]}',
    vip: '{all: [{total_spent: top 10 percent}]}',
    hard: '{all: [{in_segment: {name: lapsed, for: at least 10 days}}]}',
  },
  { vocabulary, events: 'ever' },
)
const world = { vocabulary, segments }

/** What becomes of one example of a campaign: `hello`, `none not_yet`, or the problem in its way. */
function verdict(campaign: string, example: string): string {
  const text = `campaign: x\n${campaign}\nexamples:\n  - ${example.replaceAll('\n', '\n    ')}\n`
  const names = segments.map(({ name }) => name)
  const { value, problems } = readCampaign('campaigns/x.yaml', text, {
    vocabulary,
    shop,
    events: 'ever',
    segments: names,
  })
  const [result] = value ? testCampaign(value, world, NOW) : []
  if (problems.length > 0 || !result) return problems.map(({ code }) => code).join(' ')
  return result.got.reason === 'due' ? result.got.email : `${result.got.email} ${result.got.reason}`
}

const birthday = 'starts: {on_date: birthday}\nsteps: [{send: hello}]'
const early = 'starts: {on_date: birthday, days_before: 3}\nsteps: [{send: hello}]'
const entering = 'starts: {when_entering: lapsed}\nsteps: [{send: hello}, {wait: 7 days}, {send: again}]'
const bought = 'starts: {when: bought}\nsteps: [{wait: 2 days}, {send: hello}]'
const viewed = 'starts: {when: viewed}\nsteps: [{wait: 36 hours}, {send: hello}]'
const none = 'expect: none'

describe('an example of a campaign', () => {
  it.each([
    [birthday, `customer: {birthday: 1990-05-01}\non: 2026-05-01\n${none}`, 'hello'],
    [birthday, `customer: {birthday: --05-01}\non: 2026-05-01\n${none}`, 'hello'],
    [birthday, `customer: {birthday: 1990-05-01}\non: 2026-05-02\n${none}`, 'none not_yet'],
    [birthday, `customer: {birthday: 1992-02-29}\non: 2027-02-28\n${none}`, 'hello'],
    [birthday, `customer: {birthday: today}\n${none}`, 'hello'],
    [birthday, `customer: {}\n${none}`, 'none not_yet'],
    [early, `customer: {birthday: 1990-01-02}\non: 2026-12-30\n${none}`, 'hello'],
    [
      'starts: {on_date: first_order anniversary}\nsteps: [{send: hello}]',
      `customer: {first_order: 2024-05-01}\non: 2026-05-01\n${none}`,
      'hello',
    ],
    [
      'starts: {on_date: first_order anniversary}\nsteps: [{send: hello}]',
      `customer: {first_order: 2026-05-01}\non: 2026-05-01\n${none}`,
      'none not_yet',
    ],
    [
      'starts: {on_date: signed_up anniversary}\nsteps: [{send: hello}]',
      `customer: {signup_anniversary: today}\n${none}`,
      'hello',
    ],
    [
      'starts: {on_date: renewal}\nsteps: [{send: hello}]',
      `customer: {renewal: 2025-05-01}\non: 2026-05-01\n${none}`,
      'hello',
    ],
    [
      'starts: {on_date: name_day}\nsteps: [{send: hello}]',
      `customer: {name_day: --05-01}\non: 2026-05-01\n${none}`,
      'hello',
    ],
    ['starts: {every: Tuesday}\nsteps: [{send: hello}]', `customer: {}\non: 2026-11-24\n${none}`, 'hello'],
    [
      'starts: {every: Tuesday}\nsteps: [{wait: 1 day}, {send: hello}]',
      `customer: {}\non: 2026-11-25\n${none}`,
      'hello',
    ],
    ['starts: {once: 2026-12-01}\nsteps: [{send: hello}]', `customer: {}\non: 2026-12-01\n${none}`, 'hello'],
    [entering, `customer: {last_order: 181 days ago}\n${none}`, 'hello'],
    [entering, `customer: {last_order: 182 days ago}\n${none}`, 'none not_yet'],
    [entering, `customer: {last_order: 188 days ago}\n${none}`, 'again'],
    [entering, `customer: {in_segment: lapsed}\nstarted: 7 days ago\n${none}`, 'again'],
    [bought, `customer: {last_order: 2 days ago}\n${none}`, 'hello'],
    [bought, `customer: {orders: 1}\nstarted: 2026-11-20\non: 2026-11-22\n${none}`, 'hello'],
    [viewed, `customer: {}\nstarted: yesterday\n${none}`, 'hello'],
    [viewed, `customer: {}\nstarted: 2 days ago\n${none}`, 'none not_yet'],
    [
      `${birthday}\nwho: {none: [{in_segment: lapsed}]}`,
      `customer: {birthday: today, last_order: 200 days ago}\n${none}`,
      'none left_audience',
    ],
    [
      `${birthday}\nwho: {none: [{in_segment: lapsed}]}`,
      `customer: {birthday: today, last_order: 20 days ago}\n${none}`,
      'hello',
    ],
    [
      `${birthday}\nwho: {all: [{in_segment: vip}]}`,
      `customer: {birthday: today, total_spent: top 5 percent}\n${none}`,
      'hello',
    ],
    [
      `${birthday}\nwho: {all: [{in_segment: hard}]}`,
      `customer: {birthday: today, last_order: 190 days ago}\n${none}`,
      'none left_audience',
    ],
    [
      `${birthday}\nwho: {all: [{in_segment: hard}]}`,
      `customer: {birthday: today, last_order: 191 days ago}\n${none}`,
      'hello',
    ],
    [
      `${birthday}\nwho: {all: [{stage: lapsed}]}`,
      `customer: {birthday: today, last_order: 190 days ago}\n${none}`,
      'hello',
    ],
    [`${birthday}\nwho: {all: [{orders: at least 2}]}`, `customer: {orders: 1}\n${none}`, 'none left_audience'],
    [birthday, `customer: {birthday: today, suppressed: bounced, consent: unsubscribed}\n${none}`, 'none suppressed'],
    [birthday, `customer: {birthday: today, consent: never asked}\n${none}`, 'none no_consent'],
    [`${birthday}\npurpose: service`, `customer: {birthday: today, consent: never asked}\n${none}`, 'hello'],
    [
      `${entering}\nstop_when: {any: [{bought: anything}]}`,
      `customer: {last_order: 188 days ago, bought: {times: exactly 1}}\n${none}`,
      'none stopped',
    ],
    [
      'starts: {on_date: birthday}\nsteps: [{send: hello, only_if: {all: [{country: HR}]}}]',
      `customer: {birthday: today, country: SI}\n${none}`,
      'none left_audience',
    ],
  ])('of %s with %s: %s', (campaign, example, expected) => expect(verdict(campaign, example)).toBe(expected))

  it.each([
    [`customer: {birthday: today}\nexpect: helo`, 'wrong-example'],
    [`customer: {birthday: today}\nexpect: {email: none, reason: no_consnt}`, 'wrong-example'],
    [`customer: {birthday: today}\nexpect: {email: hello, reason: no_consent}`, 'wrong-example'],
    [`customer: {birthday: today}\nexpect: {reason: no_consent}`, 'missing-key'],
    [`customer: {birthday: today}\non: 2026-02-30\nexpect: hello`, 'wrong-example'],
    [`customer: {birthday: today}\nstarted: soon\nexpect: hello`, 'wrong-example'],
    [`expect: hello`, 'missing-key'],
    [`customer: {birthday: today}`, 'missing-key'],
    [`customer: {brithday: today}\nexpect: hello`, 'unknown-fact'],
    [`customer: {birthday: today}\nwhen: today\nexpect: hello`, 'unknown-key'],
  ])('that cannot be tried is a problem: %s', (example, code) => expect(verdict(birthday, example)).toBe(code))

  it('that fails says what the customer gets and what was expected, at its place', () => {
    const text = `campaign: x\n${birthday}\nexamples:\n  - {customer: {birthday: today, consent: never asked}, expect: hello}\n`
    const { value } = readCampaign('campaigns/x.yaml', text, { vocabulary, shop, events: 'ever', segments: [] })
    const [result] = value ? testCampaign(value, world, NOW) : []
    expect(result?.problem).toMatchObject({
      code: 'example-failed',
      message: 'This customer gets no email (no_consent), the example expects hello',
      place: { line: 5 },
    })
  })
})

describe('the examples of the shipped campaigns', () => {
  const folder = (name: string) => resolve(import.meta.dirname, '../..', name)
  const filesIn = (name: string) =>
    readdirSync(folder(name)).map((file) => [`${name}/${file}`, readFileSync(resolve(folder(name), file), 'utf8')])
  const files: Record<string, string> = Object.fromEntries([...filesIn('segments'), ...filesIn('campaigns')])
  files['perennial.yaml'] = readFileSync(folder('perennial.yaml'), 'utf8')
  const campaigns = Object.keys(files).filter((file) => file.startsWith('campaigns/'))

  it.each(campaigns)('of %s are what the plan does with such a customer', async (file) => {
    const { examples } = parse(files[file] ?? '') as { examples: Written[] }
    expect(examples.length).toBeGreaterThan(1)
    for (const example of examples)
      expect(await planned(files, file, example), JSON.stringify(example)).toBe('as expected')
  })
})

interface Written {
  readonly customer: Readonly<Record<string, unknown>>
  readonly on?: string
  readonly expect: string | { readonly email: string; readonly reason?: string }
}

/** Makes the customer of an example in a shop and asks the plan of the day. */
async function planned(files: Readonly<Record<string, string>>, file: string, example: Written): Promise<string> {
  // Alone, without guards and holdout: an example knows neither the other campaigns nor the customer's id.
  const others = Object.keys(files).filter((name) => name.startsWith('campaigns/') && name !== file)
  const alone = Object.fromEntries(
    Object.entries(files).flatMap(([name, text]) =>
      others.includes(name) ? [] : [[name, text.replace(/^guard:.*\n(?: .*\n)*/m, '')]],
    ),
  )
  const test = await openTestShop({ ...alone, [file]: (files[file] ?? '').replace(/^holdout:.*$/m, '') })
  const {
    birthday: born,
    consent = 'subscribed',
    first_order,
    last_order,
    last_clicked,
    bought: since,
  } = example.customer
  const on = example.on ?? '2026-11-22'
  await test.customer('ana', {
    ...(typeof born === 'string' ? { birthday: born } : {}),
    consent: consent as 'subscribed',
    time_zone: 'Europe/Zagreb',
  })
  for (const [i, date] of [first_order, last_order].entries()) {
    if (typeof date === 'string') await test.order(`o${i}`, 'ana', `${dayOf(date, on)} 07:00`)
  }
  if (typeof last_clicked === 'string') await test.click('ana', `${dayOf(last_clicked, on)} 07:00`)
  if (since) await test.order('since', 'ana', `${addDays(on, -1)} 12:00`)
  const plan = await test.plan(`${on} 08:00`)
  const own = plan.entries.filter(({ campaign }) => file.endsWith(`/${campaign}.yaml`))
  const found = own.find(({ reason }) => reason !== 'not_yet')
  await test.close()
  const { email, reason = 'due' } =
    typeof example.expect === 'string' ? { email: example.expect } : { ...example.expect }
  if (email !== 'none') return found?.step === email && found.reason === 'due' ? 'as expected' : JSON.stringify(found)
  // What never began and who stays outside need no entry.
  const absent = reason === 'not_yet' || reason === 'left_audience'
  return (absent && !found) || found?.reason === reason ? 'as expected' : JSON.stringify(found)
}

function dayOf(date: string, on: string): string {
  const ago = /^(\d+) days ago$/.exec(date)
  if (date === 'yesterday') return addDays(on, -1)
  return ago ? addDays(on, -Number(ago[1])) : date
}
