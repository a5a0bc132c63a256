import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { campaignInWords, checkCampaigns, readCampaign, segmentsOf } from '../../src/campaigns/index.ts'
import { readShop } from '../../src/config/index.ts'
import { vocabularyOf } from '../../src/facts/index.ts'

const root = join(import.meta.dirname, '../..')
const shop = readShop('perennial.yaml', readFileSync(join(root, 'perennial.yaml'), 'utf8')).value
if (!shop) throw new Error('the shipped shop file is broken')
const segments = ['new', 'high-value', 'at-risk', 'lapsed']
const reading = { shop, vocabulary: vocabularyOf(shop), events: 'ever' as const, segments }

const plain = `campaign: hello
starts: {on_date: birthday}
steps:
  - send: hello
`

function read(text: string, file = 'campaigns/hello.yaml') {
  return readCampaign(file, text, reading)
}

function problemsOf(text: string): string[] {
  return read(text).problems.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`)
}

function valueIn(text: string) {
  const { value, problems } = read(text)
  expect(problems).toEqual([])
  if (!value) throw new Error('no campaign')
  return value
}

describe('the shipped campaigns', () => {
  const files = readdirSync(join(root, 'campaigns'))

  it.each(files)('%s is sound', (file) => {
    const { value, problems } = readCampaign(
      `campaigns/${file}`,
      readFileSync(join(root, 'campaigns', file), 'utf8'),
      reading,
    )
    expect(problems).toEqual([])
    expect(value?.name).toBe(file.replace('.yaml', ''))
  })

  it('are the five that every shop begins with', () => {
    expect(files.sort()).toEqual([
      'anniversary.yaml',
      'birthday.yaml',
      'post-purchase.yaml',
      'welcome.yaml',
      'win-back.yaml',
    ])
  })
})

describe('what is not written', () => {
  it.each([
    ['{on_date: birthday}', 80, 'every year'],
    ['{on_date: first_order anniversary}', 70, 'every year'],
    ['{when: bought, first_time: yes}', 60, 'every time'],
    ['{when: bought}', 50, 'every time'],
    ['{when: delivered}', 50, 'every time'],
    ['{when_entering: lapsed}', 40, { afterDays: 365 }],
    ['{every: Tuesday}', 20, 'every time'],
    ['{once: 2026-12-01}', 20, 'never'],
  ])('%s has its priority and “again”', (starts, priority, again) => {
    const campaign = valueIn(plain.replace('{on_date: birthday}', starts))
    expect(campaign).toMatchObject({
      priority,
      again,
      purpose: 'marketing',
      late: 2,
      whenCapped: 'defer',
      topic: 'news',
    })
  })

  it('service goes before everything', () => {
    expect(valueIn(`${plain}purpose: service\n`).priority).toBe(90)
  })

  it('the hour is the shop’s', () => {
    expect(valueIn(plain).sendAt).toEqual(shop?.sendAt)
  })
})

describe('steps', () => {
  it('have ids: the template’s name, numbered where it comes twice, or their own', () => {
    const campaign = valueIn(
      `${plain}  - wait: 2 weeks\n  - send: hello\n  - wait: 36 hours\n  - send: hello\n    id: third\n`,
    )
    expect(campaign.steps.map((step) => (step.kind === 'send' ? step.id : step))).toEqual([
      'hello',
      { kind: 'wait', count: 14, unit: 'days' },
      'hello-2',
      { kind: 'wait', count: 36, unit: 'hours' },
      'third',
    ])
  })

  it('know what is recommended, and from which segments it depends', () => {
    const steps = `  - send: hello
    recommend:
      at_most: 3
      from: {category: [Tea, cups]}
      none:
        - {brand: Lipa, for: lapsed}
        - product: KM-401
      again: after 2 weeks
`
    const campaign = valueIn(plain.replace('  - send: hello\n', steps))
    const [step] = campaign.steps
    expect(step).toMatchObject({
      recommend: {
        atMost: 3,
        from: { category: ['tea', 'cups'] },
        none: [{ brand: ['lipa'], for: 'lapsed' }, { product: ['km-401'] }],
        again: 14,
      },
    })
    expect(segmentsOf(campaign, [])).toEqual(['lapsed'])
    expect(campaignInWords(campaign).join(' ')).toContain(
      'recommending at most 3 products, from category tea or cups, never brand lipa to lapsed, never product km-401',
    )
  })

  it('know weekdays, variants and coupons', () => {
    const campaign = valueIn(`campaign: hello
starts: {on_date: birthday}
steps:
  - wait_until: Tuesday 10:00
  - send: hello
    variants:
      A: {share: 30 percent}
      B: {share: 70 percent, subject: Other}
    coupon: {code: TEN, off: 10 percent, valid_for: 14 days}
`)
    expect(campaign.steps).toMatchObject([
      { kind: 'wait until', weekday: 2, time: '10:00' },
      {
        variants: [
          { name: 'A', share: 0.3 },
          { name: 'B', share: 0.7, subject: { text: 'Other' } },
        ],
        coupon: { code: 'TEN', off: '10 percent', validForDays: 14 },
      },
    ])
  })

  it.each([
    ['  - notify: care', 'wrong-address'],
    ['  - notify: [a@shop.example, b@shop.example]', 'wrong-address'],
    ['  - notify: "{{customer.email}}"', 'wrong-address'],
    ['  - notify: email', 'wrong-address'],
    ['  - notify: care@shop.example\n    subject: x', 'wrong-step'],
    ['  - notify: care@shop.example\n    wait: 3 days', 'wrong-step'],
    ['  - notify: care@shop.example\n    to: x', 'unknown-key'],
    ['  - notify: care@shop.example\n    do: Greet {{customer.first_name}}', 'wrong-step'],
    ['  - send: x\n    do: Call', 'wrong-step'],
    ['  - send: x\n    coupon: {pool: win-back}', 'not-yet'],
    ['  - send: x\n    survey: nps', 'not-yet'],
    ['  - wait_until: 5 days before next_order_expected', 'not-yet'],
    ['  - wait: 3', 'missing-unit'],
    ['  - wait: 3 fortnights', 'unknown-phrase'],
    ['  - wait: 3 days\n    only_if: {all: [{orders: at least 1}]}', 'wrong-step'],
    ['  - send: x\n    wait: 3 days', 'wrong-step'],
    ['  - sned: x', 'unknown-key'],
    ['  - send: x\n    variants: {A: {share: 50 percent}, B: {share: 40 percent}}', 'wrong-shares'],
    ['  - send: x\n    id: hello', 'double-step'],
    ['  - send: x\n    coupon: {code: TEN}', 'wrong-coupon'],
    ['  - send: x\n    recommend: {none: [{category: tea, for: laps}]}', 'unknown-segment'],
    ['  - send: x\n    recommend: {at_most: 0}', 'not-a-phrase'],
  ])('refuse, at the place: %s', (step, code) => {
    expect(problemsOf(`${plain}${step}\n`)).toEqual([expect.stringContaining(`${code} `)])
    expect(read(`${plain}${step}\n`).problems[0]?.place?.line).toBeGreaterThan(4)
  })
})

describe('a broken campaign', () => {
  it('names all its mistakes at once', () => {
    const text = `campaign: other
purpos: service
starts: {on_date: birtday}
late: 2 days
holdout: 120 percent
topic: offer
steps:
  - send: hello
`
    expect(problemsOf(text)).toEqual([
      'unknown-key 2:1',
      'wrong-name 1:11',
      'unknown-date 3:19',
      'unknown-topic 6:8',
      'unknown-phrase 5:10',
      'unknown-phrase 4:7',
    ])
  })

  it.each([
    ['starts', plain.replace('starts: {on_date: birthday}\n', ''), 'no-start 1:1'],
    ['steps', 'campaign: hello\nstarts: {on_date: birthday}\n', 'no-steps 1:1'],
    ['its name', plain.replace('campaign: hello\n', ''), 'missing-name 1:1'],
  ])('without %s says so on line 1', (_, text, wanted) => {
    expect(problemsOf(text)).toEqual([wanted])
  })

  it.each([
    ['{when_entering: laped}', 'did you mean "lapsed"?'],
    ['{when: bougt}', 'did you mean "bought"?'],
    ['{on_dat: birthday}', 'did you mean "on_date"?'],
    ['{on_date: first_order anniversry}', 'did you mean "first_order anniversary"?'],
  ])('%s gets a suggestion', (starts, hint) => {
    expect(read(plain.replace('{on_date: birthday}', starts)).problems).toMatchObject([{ hint }])
  })

  it('may not ask for a segment that no file names', () => {
    const problems = read(`${plain}who: {none: [{in_segment: vipp}]}\n`).problems
    expect(problems).toMatchObject([{ code: 'unknown-segment', place: { line: 5 } }])
  })

  it('is told of such a segment beside what else is wrong with the rule', () => {
    const problems = read(`${plain}who: {none: [{in_segment: vipp}, {orders: 5}]}\n`).problems
    expect(problems.map(({ code }) => code).sort()).toEqual(['bare-number', 'unknown-segment'])
  })

  it('cannot be for the first time and start anew at once', () => {
    expect(problemsOf(plain.replace('{on_date: birthday}', '{when: bought, first_time: yes, restart: yes}'))).toEqual([
      'contradiction 2:9',
    ])
  })
})

describe('campaigns beside each other', () => {
  const campaign = (name: string, rest: string) => {
    const { value } = read(`campaign: ${name}\n${rest}steps: [{send: hello}]\n`, `campaigns/${name}.yaml`)
    if (!value) throw new Error('no campaign')
    return value
  }
  const codes = (...rests: string[]) =>
    checkCampaigns(rests.map((rest, i) => campaign(`c${i}`, rest))).map(({ code, place }) => `${code} ${place?.file}`)

  it('with the same start and the same audience compete for every customer', () => {
    const start = 'starts: {on_date: birthday}\n'
    expect(codes(start, start)).toEqual(['same-audience campaigns/c1.yaml'])
    expect(codes(`${start}who: {all: [{country: HR}]}\n`, `${start}who: {any: [{country: HR}]}\n`)).toHaveLength(1)
    expect(codes(start, `${start}who: {all: [{country: HR}]}\n`)).toEqual([])
    expect(codes(`${start}who: {all: [{country: HR}]}\n`, `${start}who: {none: [{country: HR}]}\n`)).toEqual([])
  })

  it('of which one only tells the shop do not: it takes nobody’s day', () => {
    const start = 'starts: {on_date: birthday}\n'
    const teller = read(`campaign: tell\n${start}steps: [{notify: care@shop.example}]\n`, 'campaigns/tell.yaml').value
    expect(teller && checkCampaigns([campaign('c', start), teller])).toEqual([])
  })

  it('with another filter, another day or another purpose do not', () => {
    expect(codes('starts: {when: bought, category: tea}\n', 'starts: {when: bought, category: coffee}\n')).toEqual([])
    expect(codes('starts: {on_date: birthday}\n', 'starts: {on_date: birthday, days_before: 3}\n')).toEqual([])
    expect(codes('starts: {when: bought}\n', 'purpose: service\nstarts: {when: bought}\n')).toEqual([])
  })
})

describe('lateness', () => {
  it('of less than the day between two runs loses what one run misses', () => {
    expect(read(`${plain}late: at most 0 days\n`)).toMatchObject({
      value: { late: 0 },
      problems: [{ code: 'late-too-short', severity: 'warning', place: { line: 5, column: 7 } }],
    })
    expect(read(`${plain}late: at most 1 day\n`).problems).toEqual([])
  })
})

describe('a subject of a step', () => {
  it('has its place behind the quote, so that a mistake in it is shown where it stands', () => {
    const { value } = read(`${plain}    subject: "Hi {{shop.name}}"\n`)
    expect(value?.steps[0]).toMatchObject({ subject: { text: 'Hi {{shop.name}}', place: { line: 5, column: 15 } } })
  })
})

describe('the winner of two versions', () => {
  const versions = `campaign: hello
starts: {on_date: birthday}
steps:
  - send: hello
    variants: {A: {share: 50 percent}, B: {share: 50 percent}}
`
  const goal = 'goal: {bought: anything, within: 14 days}\n'

  it('is found by the goal or by revenue, and adopted by hand unless the file says otherwise', () => {
    expect(valueIn(`${versions}    until: winner by conversions\n${goal}`).steps).toMatchObject([
      { winner: { by: 'conversions', adopt: 'by hand' } },
    ])
    expect(valueIn(`${versions}    until: winner by revenue\n    adopt: automatically\n${goal}`).steps).toMatchObject([
      { winner: { by: 'revenue', adopt: 'automatically' } },
    ])
    expect(valueIn(versions).steps).toMatchObject([{ winner: undefined }])
  })

  it.each([
    [`${versions}    until: winner by opens\n${goal}`, 'wrong-winner 6:12', /open every email by themselves/],
    [`${versions}    until: winner by clicks\n${goal}`, 'wrong-winner 6:12', /click too/],
    [`${versions}    until: Friday\n${goal}`, 'wrong-winner 6:12', /by what a version wins/],
    [`${versions}    until: winner by revenue\n`, 'winner-without-goal 6:12', /has no goal/],
    [`${versions}    adopt: automatically\n${goal}`, 'winner-without-rule 6:5', /nothing says by what/],
    [`${plain}    until: winner by revenue\n${goal}`, 'winner-without-rule 5:5', /one version/],
    [`${versions}    until: winner by revenue\n    adopt: at once\n${goal}`, 'unknown-phrase 7:12', /after "adopt"/],
  ])('is refused with the reason: %s', (text, problem, says) => {
    expect(problemsOf(text)).toEqual([problem])
    expect(read(text).problems[0]?.message).toMatch(says)
  })
})
