import { describe, expect, test } from 'vitest'
import { htmlBytes } from '../../src/render/index.ts'
import { addresses, textOf } from './element-tree.ts'
import { LANGUAGES, NAMES, serve, shipped, variables } from './kitchen.ts'

const LONG = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3)

describe.each(NAMES)('%s', (name) => {
  test.each(LANGUAGES)('is whole in %s, with a name, without one and with a long one', async (language) => {
    const template = await shipped(name)
    for (const first_name of ['Maja', null, LONG]) {
      const email = serve(template, { language, variables: variables({ first_name }) as never })
      for (const part of Object.values(email))
        expect(part).not.toMatch(/\{\{|hbsx\d|undefined|\[object|perennial-language/)
      expect(email.subject.length).toBeGreaterThan(4)
      expect(email.preheader.length).toBeGreaterThan(10)
      expect(email.html).toContain(`<html lang="${language}" dir="ltr"`)
      expect(email.text).toContain('https://mail.kava.example/u/abc?t=1&x=2')
      expect(email.text).toContain('Ilica 12, 10000 Zagreb')
      expect(email.text).not.toMatch(/\n\n\n| $|<|&nbsp;/)
      expect(htmlBytes(email)).toBeLessThan(40_000)
    }
  })

  test('greets by name where there is one, and nobody where there is none', async () => {
    const template = await shipped(name)
    expect(serve(template).text).toContain('Hello, Maja!')
    expect(serve(template, { variables: variables({ first_name: null }) as never }).text).toMatch(/^Hello!$/m)
  })

  test('loads nothing from the network', async () => {
    const { html } = serve(await shipped(name))
    expect(html).not.toMatch(/<(img|link|script|iframe)\b|url\(|@import/)
    expect(addresses(html).every((address) => /^https:\/\/(mail\.)?kava\.example/.test(address))).toBe(true)
  })

  test('says in the text part what it says in the HTML', async () => {
    const { html, text } = serve(await shipped(name))
    const shown = textOf(html).replace(/\s+/g, ' ')
    const lines = text.split('\n').map((line) => line.replace(/ → https?:\S+/, '').trim())
    for (const line of lines.flatMap((line) => line.split('  ')).filter(Boolean))
      expect(shown).toContain(line.trim().replace(/\s+/g, ' '))
  })

  test('dark colours reach the wrapper that MJML paints as well', async () => {
    const { html } = serve(await shipped(name))
    expect(html).toContain('.bg, .bg > div { background-color: #15110e !important; }')
    expect(html).toMatch(/<body\s+class="bg"/)
  })
})

test('how-to lists what was bought, each on a line of its own, and the sum', async () => {
  const { text } = serve(await shipped('how-to'), { language: 'hr' })
  expect(text.replaceAll('\u00a0', ' ')).toContain(
    '2 × Etiopija Yirgacheffe 250 g  28,90 €\n1 × Keramička šalica  20,00 €\nUkupno  48,90 €',
  )
})

test('the years of an anniversary are counted in the language', async () => {
  const template = await shipped('anniversary')
  const subject = (language: string, years: number | null) =>
    serve(template, { language, variables: variables({ years_as_customer: years }) as never }).subject
  expect(subject('en', 1)).toBe('One year of coffee together')
  expect(subject('hr', 2)).toBe('2 godine uz zajedničku kavu')
  expect(subject('sl', 2)).toBe('2 leti ob skupni kavi')
  expect(subject('cs', 5)).toBe('5 let u společné kávy')
  expect(subject('lv', 1)).toBe('1 gads pie kopīgas kafijas')
  expect(subject('en', null)).toBe('A year of coffee together')
})

test('the coupon is shown with its code, its discount and its last day', async () => {
  const { text, subject } = serve(await shipped('come-back-coupon'), { language: 'cs' })
  expect(text).toContain('COMEBACK15')
  expect(text.replaceAll('\u00a0', ' ')).toContain('Sleva 15 % · do 5. prosince')
  expect(subject.replaceAll('\u00a0', ' ')).toBe('Sleva 15 % na další kávu')
})
