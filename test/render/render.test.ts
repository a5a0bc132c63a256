import { describe, expect, test } from 'vitest'
import { htmlBytes, render } from '../../src/render/index.ts'
import { cook, message, mjml, compileText, serve, variables } from './kitchen.ts'

const links = { unsubscribe: 'https://mail.kava.example/u/1' }

/** The text part of one line, in a language. */
async function say(line: string, language = 'en', locales?: Record<string, string>) {
  return serve(await cook(`<mj-text>${line}</mj-text>`, locales), { language }).text
}

/** The problem of a line that cannot be filled. */
async function fail(line: string, given: Readonly<Record<string, unknown>> = variables()) {
  const template = await cook(`<mj-text>${line}</mj-text>`, {
    en: 'hi: "Hi {name}"\nn: "{n, plural, one {#} other {#}}"',
  })
  const { value, problems } = render(template, message({ variables: { ...given, links } as never }))
  expect(value).toBeUndefined()
  return problems[0]
}

describe('an email in the language of its customer', () => {
  const locales = { en: 'hello: "Hello, {name}!"', hr: 'hello: "Bok, {name}!"', 'en-GB': 'x: y' }
  const line = '{{t "hello" name=customer.first_name}}'

  test.each([
    ['hr', 'Bok, Maja!', 'lang="hr" dir="ltr"'],
    ['hr-HR', 'Bok, Maja!', 'lang="hr-HR" dir="ltr"'],
    ['hr_HR', 'Bok, Maja!', 'lang="hr-HR" dir="ltr"'],
    ['en-GB', 'Hello, Maja!', 'lang="en-GB" dir="ltr"'],
    ['de', 'Hello, Maja!', 'lang="en" dir="ltr"'],
    ['no language at all', 'Hello, Maja!', 'lang="en" dir="ltr"'],
  ])('%s reads "%s"', async (language, text, attributes) => {
    const email = serve(await cook(`<mj-text>${line}</mj-text>`, locales).catch(() => withWarnings(line, locales)), {
      language,
    })
    expect(email.text).toBe(text)
    expect(email.html).toContain(`<html ${attributes}`)
    expect(email.html).not.toContain('lang="und"')
  })

  async function withWarnings(inside: string, texts: Record<string, string>) {
    const { value } = await compileText(mjml(`<mj-text>${inside}</mj-text>`), texts)
    if (!value) throw new Error('it does not compile')
    return value
  }

  test.each(['ar', 'he-IL', 'fa', 'ur'])('%s is read from the right', async (language) => {
    const { html } = serve(await cook('<mj-text>1</mj-text>'), { language })
    expect(html).toContain(`<html lang="${language}" dir="rtl"`)
    expect(html).toContain('text-align:right')
    expect(html).not.toContain('direction:ltr')
  })

  test('plurals follow the language', async () => {
    const texts = { hr: 'n: "{n, plural, one {# narudžba} few {# narudžbe} other {# narudžbi}}"' }
    expect(await say('{{t "n" n=customer.orders}}', 'hr', texts)).toBe('2 narudžbe')
  })

  test('a text may hold braces, backslashes and mark-up letters', async () => {
    const texts = { en: `x: "a '{'b'}' \\\\ <c> & {name}"` }
    const email = serve(await cook('<mj-text>{{t "x" name=customer.first_name}}</mj-text>', texts))
    expect(email.text).toBe('a {b} \\ <c> & Maja')
    expect(email.html).toContain('a &#123;b} &#92; &lt;c&gt; &amp; Maja')
  })
})

describe('helpers', () => {
  test.each([
    ['{{money order.total}}', 'en', '€48.90'],
    ['{{money order.total}}', 'hr', '48,90 €'],
    ['{{money order.total}}', 'cs', '48,90 €'],
    ['{{money customer.total_spent}}', 'lv', '1234,50 €'],
    ['{{number customer.orders}}', 'en', '2'],
    ['{{number coupon.off}}', 'en', '15%'],
    ['{{number coupon.off}}', 'hr', '15 %'],
    ['{{date coupon.expires}}', 'en', 'December 5, 2026'],
    ['{{date coupon.expires "day"}}', 'cs', '5. prosince'],
    ['{{date coupon.expires style="weekday"}}', 'hr', 'subota, 5. prosinca'],
    ['{{date customer.last_order}}', 'en', 'May 26, 2026'],
    ['{{default customer.age "no age"}}', 'en', 'no age'],
    ['{{default customer.age customer.city "x"}}', 'en', 'Zagreb'],
    ['{{list items field="name"}}', 'en', 'Etiopija Yirgacheffe 250 g and Keramička šalica'],
    ['{{list items field="name"}}', 'hr', 'Etiopija Yirgacheffe 250 g i Keramička šalica'],
    ['{{#if (eq customer.language "hr")}}yes{{else}}no{{/if}}', 'en', 'yes'],
    ['{{#if (eq customer.age "")}}yes{{else}}no{{/if}}', 'en', 'no'],
    ['<a href="{{url shop.website}}">shop</a>', 'en', 'shop → https://kava.example'],
  ])('%s in %s is %s', async (line, language, shown) => {
    expect((await say(line, language)).replaceAll('\u00a0', ' ')).toBe(shown)
  })

  test('an instant is shown in the zone of the customer, a day in none', async () => {
    const template = await cook('<mj-text>{{date customer.last_order "day"}} {{date coupon.expires "day"}}</mj-text>')
    expect(serve(template, { timeZone: 'Europe/Zagreb' }).text).toBe('May 26 December 5')
    expect(serve(template, { timeZone: 'America/Los_Angeles' }).text).toBe('May 25 December 5')
    expect(serve(template, { timeZone: 'Pacific/Kiritimati' }).text).toBe('May 26 December 5')
  })

  test.each([
    [{ percent: 12.5 }, '12.5%'],
    [{ amount: 1000, currency: 'EUR' }, '€10.00'],
    ['10 EUR', '€10.00'],
    ['1500 JPY', '¥1,500'],
    ['20 percent', '20%'],
  ])('a coupon may take off %j', async (off, shown) => {
    const template = await cook('<mj-text>{{number coupon.off}}</mj-text>')
    expect(serve(template, { variables: { coupon: { off }, links } }).text).toBe(shown)
  })

  test('money knows the digits of its currency; a bare number takes the customer’s', async () => {
    const template = await cook('<mj-text>{{money order.total}} {{money order.shipping}}</mj-text>')
    const order = { total: { amount: 1500, currency: 'JPY' }, shipping: 499 }
    expect(serve(template, { variables: { order, links }, currency: 'CZK' }).text.replace('\u00a0', ' ')).toBe(
      '¥1,500 CZK 4.99',
    )
  })
})

describe('what is missing stops the email', () => {
  test.each([
    ['{{customer.age}}', '{{customer.age}} has no value'],
    ['{{customer.nothing.at_all}}', 'has no value'],
    ['{{money order.nothing}}', '{{money order.nothing}} has no value'],
    ['{{date customer.signed_up}}', '{{date customer.signed_up}} has no value'],
    ['{{t "hi" name=customer.age}}', '{{customer.age}} has no value'],
    ['{{t "n" n=customer.age}}', '{{t "n" n=customer.age}} has no value'],
    ['{{default customer.age customer.none}}', 'has no value'],
    ['{{list nothing}}', '{{list nothing}} has no value'],
    ['<a href="{{url links.browser}}">x</a>', '{{url links.browser}} has no value'],
  ])('%s', async (line, sentence) => {
    const problem = await fail(line)
    expect(problem).toMatchObject({ code: 'missing-data', place: { file: 'templates/test.mjml' } })
    expect(problem?.message).toContain(sentence)
  })

  test.each([null, '', '   ', '\n', '\u202e'])('a first name of %j is as good as none', async (name) => {
    expect(await fail('{{customer.first_name}}', variables({ first_name: name }))).toMatchObject({
      code: 'missing-data',
    })
    const template = await cook(
      '<mj-text>{{#if customer.first_name}}Hi {{customer.first_name}}{{else}}Hi{{/if}}</mj-text>',
    )
    expect(serve(template, { variables: variables({ first_name: name }) as never }).text).toBe('Hi')
  })

  test('marketing without an unsubscribe link is never rendered, service is', async () => {
    const template = await cook('<mj-text>Hi</mj-text>')
    expect(render(template, message({ variables: {} })).problems).toMatchObject([{ code: 'missing-data' }])
    expect(render(template, message({ variables: {}, purpose: 'service' })).value?.text).toBe('Hi')
  })

  test('a value that makes no sense is a bad value, not a crash', async () => {
    const given = { ...variables(), order: { total: { amount: 1.5, currency: 'EUR' }, at: 'soon', off: 'much' } }
    expect(await fail('{{money order.total}}', given)).toMatchObject({ code: 'bad-value' })
    expect(await fail('{{date order.at}}', given)).toMatchObject({ code: 'bad-value' })
    expect(await fail('{{number order.off}}', given)).toMatchObject({ code: 'bad-value' })
    expect(await fail('{{date links.unsubscribe "tomorrow"}}', given)).toMatchObject({ code: 'bad-value' })
    const template = await cook('<mj-text>{{date customer.last_order}}</mj-text>')
    expect(render(template, message({ timeZone: 'Mars/Olympus' })).problems).toMatchObject([{ code: 'bad-value' }])
  })
})

describe('what a customer wrote stays what it is', () => {
  test('HTML is escaped in the HTML part and left alone in subject and text', async () => {
    const name = `O'Brien & <b>"Söhne"</b>`
    const template = await cook(
      '<mj-text title="{{customer.first_name}}">{{customer.first_name}}</mj-text>'.replace(/ title="[^"]*"/, ''),
      undefined,
      '<mj-title>For {{customer.first_name}}</mj-title><mj-preview>{{customer.first_name}}!</mj-preview>',
    )
    const email = serve(template, { variables: variables({ first_name: name }) as never })
    expect(email.subject).toBe(`For ${name}`)
    expect(email.preheader).toBe(`${name}!`)
    expect(email.text).toBe(name)
    expect(email.html).toContain('O&#x27;Brien &amp; &lt;b&gt;')
  })

  test.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'ftp://x.example',
    '//x.example',
    'kava',
    'JaVaScRiPt://%0aalert(1)',
  ])('a link to %j is refused', async (address) => {
    const line = '<a href="{{url customer.site}}">x</a>'
    expect(await fail(line, variables({ site: address }))).toMatchObject({ code: 'unsafe-link' })
  })

  test.each([
    ['https://x.example/a b"c', 'https://x.example/a%20b%22c'],
    ["https://x.example/'onclick=", 'https://x.example/%27onclick='],
    ['https://čaj.example/č', 'https://xn--aj-dma.example/%C4%8D'],
    ['mailto:kava@kava.example', 'mailto:kava@kava.example'],
    ['tel:+385 1 234', 'tel:+385 1 234'],
  ])('a link to %j becomes %s', async (address, written) => {
    const template = await cook('<mj-text><a href="{{url customer.site}}">x</a></mj-text>')
    expect(serve(template, { variables: variables({ site: address }) as never }).text).toBe(`x → ${written}`)
  })

  test('Handlebars in data is data', async () => {
    const template = await cook('<mj-text>{{customer.first_name}} of {{shop.name}}</mj-text>')
    const given = { ...variables({ first_name: '{{shop.name}}' }), shop: { name: '{{customer.email}} \\' } }
    expect(serve(template, { variables: given as never }).text).toBe('{{shop.name}} of {{customer.email}} \\')
  })

  test('neither prototypes nor what was not asked for can be reached', async () => {
    for (const path of [
      'constructor',
      '__proto__',
      'toString',
      'customer.constructor.name',
      'items.constructor',
      'customer.first_name.constructor',
    ]) {
      expect(await fail(`{{${path}}}`)).toMatchObject({ code: expect.stringMatching(/missing-data|bad-value/) })
    }
  })

  test('a list shows at most 200 items, a tree five levels', async () => {
    const template = await cook('<mj-table>{{#each items}}<tr><td>{{name}}</td></tr>{{/each}}</mj-table>')
    const items = Array.from({ length: 500 }, (_, n) => ({ name: `n${n}` }))
    expect(serve(template, { variables: { items, links } }).text.split('\n')).toHaveLength(200)
  })
})

describe('subjects', () => {
  test('a variant brings its own, with the same rules', async () => {
    const template = await cook('<mj-text>Hi</mj-text>', { en: 'hi: "Hi {name}!"' })
    const subject = 'We kept your favourites, {{customer.first_name}}'
    expect(serve(template, { subject }).subject).toBe('We kept your favourites, Maja')
    expect(serve(template, { subject: '{{t "hi" name=customer.first_name}} & co' }).subject).toBe('Hi Maja! & co')
    expect(render(template, message({ subject: 'For {{customer.age}}' })).problems).toMatchObject([
      { code: 'missing-data' },
    ])
    expect(render(template, message({ subject: '{{{customer.age}}}' })).problems).toMatchObject([{ code: 'bad-value' }])
  })

  test('letters of HTML in a title are letters in the subject', async () => {
    const template = await cook(
      '<mj-text>Hi</mj-text>',
      undefined,
      '<mj-title>Fish &amp; chips</mj-title><mj-preview>a &lt; b</mj-preview>',
    )
    expect(serve(template)).toMatchObject({ subject: 'Fish & chips', preheader: 'a < b' })
  })
})

test('the size of an email is counted in bytes', () => {
  expect(htmlBytes({ html: 'čč' })).toBe(4)
})

describe('a template with loops within loops', () => {
  const items = Array.from({ length: 150 }, (_, i) => ({ name: `n${i}`, quantity: 1 }))
  const given = { ...variables(), items, links }
  const inside = (loops: number, body: string) =>
    `<mj-table>${'{{#each @root.items}}'.repeat(loops)}${body}${'{{/each}}'.repeat(loops)}</mj-table>`
  const served = async (loops: number, body: string) => {
    const template = await cook(inside(loops, body))
    const began = performance.now()
    const { value, problems } = render(template, message({ variables: given as never }))
    return { value, problem: problems[0], ms: performance.now() - began }
  }

  test.each([
    ['writes without an end', 3, '<tr><td>{{name}}</td></tr>', /its loops write more than 500,000 letters/],
    ['asks without an end', 3, '{{#if name}}{{/if}}', /entered more than 50,000 times/],
    ['asks much in each round', 2, '{{#unless name}}{{/unless}}'.repeat(400), /entered more than 50,000 times/],
  ])('that %s is not sent, and holds up nobody for two seconds', async (_, loops, body, says) => {
    const { value, problem, ms } = await served(loops, body)
    expect(value).toBeUndefined()
    expect(problem).toMatchObject({ code: 'bad-value', message: expect.stringMatching(says) })
    expect(ms).toBeLessThan(2000)
  })

  test('is sent where a long text stands within questions and no loop', async () => {
    const body = `${'{{#if items}}'.repeat(6)}${'All of it. '.repeat(10_000)}${'{{/if}}'.repeat(6)}`
    const { value } = await served(0, `<tr><td>${body}</td></tr>`)
    expect(value?.html).toContain('All of it.')
  })

  test('is sent where they end', async () => {
    const { value } = await served(1, '<tr><td>{{name}}</td><td>{{#if quantity}}{{number quantity}}{{/if}}</td></tr>')
    expect(value?.html).toContain('<td>n149</td>')
  })
})
