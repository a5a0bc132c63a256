import { describe, expect, it } from 'vitest'
import { type EmailRule, type Inspected, inspectEmail } from '../../../src/render/index.ts'
import { LANGUAGES, NAMES, serve, shipped } from '../kitchen.ts'

const UNSUBSCRIBE = 'https://mail.kava.example/u/abc?t=1&x=2'
const LINK = '<a href="https://mail.kava.example/u/abc?t=1&amp;x=2">Unsubscribe</a>'

/** An email with nothing wrong, `more` before its end; what is given stands in place of it. */
function email(more = '', given: Partial<Inspected> = {}): Inspected {
  const head = '<html lang="en" dir="ltr"><head><title>Hello</title></head>'
  const html = `<!doctype html>${head}\n<body><h1>Hello</h1>\n${LINK}\n${more}\n</body></html>`
  return { subject: 'Hello', preheader: 'There', html, purpose: 'marketing', unsubscribe: UNSUBSCRIBE, ...given }
}

const found = (inspected: Inspected, rule: EmailRule) => inspectEmail(inspected).find((one) => one.rule === rule)

describe('looking over an email', () => {
  it('finds nothing in one that is well', () => {
    expect(inspectEmail(email()).filter(({ tone }) => tone !== 'good')).toEqual([])
  })

  it.each<[EmailRule, string, 'warn' | 'bad', number]>([
    ['light', '<p style="color:#bbb">Faint</p>', 'bad', 4],
    ['alt', '<img src="data:," width="200">', 'bad', 4],
    ['links', '<a href="#">Shop</a>', 'bad', 4],
    ['link-text', '<a href="https://kava.example">Click here</a>', 'warn', 4],
    ['insecure', '<a href="http://kava.example">Shop</a>', 'warn', 4],
    ['tables', '<table><tr><td>1</td></tr></table>', 'warn', 4],
    ['headings', '<h3>Deep</h3>', 'warn', 4],
    ['programs', '<p style="display:grid">Grid</p>', 'warn', 4],
  ])('%s: finds %s with its line', (rule, html, tone, line) => {
    expect(found(email(html), rule)).toMatchObject({ tone, line })
  })

  it('takes tables of layout and of data, pictures of the length of a dot, and links on this computer', () => {
    const tables = '<table role="presentation"></table><table><tr><th scope="col">Day</th></tr></table>'
    const rest = '<img src="data:," width="1"><a href="http://127.0.0.1:4600/">Shop</a>'
    expect(inspectEmail(email(tables + rest)).filter(({ tone }) => tone !== 'good')).toEqual([])
  })

  it('needs a link and a header to unsubscribe, but in service emails', () => {
    const bare = email().html.replace(LINK, '')
    expect(found(email('', { html: bare }), 'unsubscribe')).toMatchObject({ tone: 'bad', values: { what: 'link' } })
    const headless = { unsubscribe: undefined }
    expect(found(email('', headless), 'unsubscribe')).toMatchObject({ tone: 'bad', values: { what: 'header' } })
    expect(found(email('', { html: bare, ...headless, purpose: 'service' }), 'unsubscribe')?.tone).toBe('good')
  })

  it('needs a language, a direction, a title, a short subject and a preview line', () => {
    const html = email().html.replace(' dir="ltr"', '').replace('Hello</title>', '</title>')
    const worse = email('', { html, subject: 'x'.repeat(61), preheader: '' })
    const wrong = inspectEmail(worse).filter(({ tone }) => tone !== 'good')
    expect(wrong.map(({ rule }) => rule)).toEqual(['language', 'title', 'subject', 'preheader'])
  })

  it('counts pictures with words and those that only decorate', () => {
    const pictures = '<img src="data:," alt="A cup"><img src="data:," alt="">'
    expect(found(email(pictures), 'alt')).toMatchObject({ tone: 'good', values: { all: 2, plain: 1 } })
  })

  it.each([
    ['capitals', '', 'LAST CHANCE TODAY', undefined],
    ['marks', '', 'Hello!!', undefined],
    ['disguise', '<a href="https://evil.example/x">www.kava.example/shop</a>', 'Hello', 4],
    ['shortener', '<a href="https://bit.ly/x">Our shop</a>', 'Hello', 4],
  ])('says what spam filters look for: %s', (sign, html, subject, line) => {
    expect(found(email(html, { subject }), 'spam')).toEqual({
      rule: 'spam',
      tone: 'warn',
      values: { sign },
      ...(line ? { line } : {}),
    })
  })

  it('says that an email is hardly more than pictures', () => {
    expect(found(email('<img src="data:," alt="A cup" width="600">'), 'spam')?.values).toEqual({ sign: 'pictures' })
    expect(found(email(`<img src="data:," alt="A cup"><p>${'Word '.repeat(40)}</p>`), 'spam')?.tone).toBe('good')
  })

  it.each(['SALE', 'Ivo, 15 % off until Friday!', 'Kava & Mlin d.o.o.'])(
    'takes no offence at the subject %s',
    (subject) => {
      expect(found(email('', { subject }), 'spam')?.tone).toBe('good')
    },
  )

  it.each([
    ['kava.example', 'https://mail.kava.example/c/1'],
    ['https://www.kava.example/shop', 'https://kava.example/shop?a=1&amp;b=2'],
    ['terms.pdf', 'https://kava.example/terms'],
    ['kava.example', 'http://127.0.0.1:4600/c/1'],
  ])('takes no offence at the link %s to %s', (text, address) => {
    expect(found(email(`<a href="${address}">${text}</a>`), 'spam')?.tone).toBe('good')
  })

  it('says from which size on Gmail cuts', () => {
    const tones = [10, 95, 103].map((kb) => found(email(`<!--${'x'.repeat(kb * 1024)}-->`), 'size')?.tone)
    expect(tones).toEqual(['good', 'warn', 'bad'])
  })

  it.each(NAMES)('finds nothing in the shipped %s, in any language', async (name) => {
    const template = await shipped(name)
    for (const language of LANGUAGES) {
      const made = serve(template, { language })
      const wrong = inspectEmail({ ...made, purpose: 'service', unsubscribe: undefined })
      expect(wrong.filter(({ tone }) => tone !== 'good')).toEqual([])
    }
  })
})
