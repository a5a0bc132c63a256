import { describe, expect, test } from 'vitest'
import { compileText, cook, mjml, serve } from './kitchen.ts'

async function problemsOf(inside: string, locales?: Record<string, string>, files?: Record<string, string>) {
  const { problems } = await compileText(mjml(inside), locales, files)
  return problems.map(({ code, place, hint }) => ({
    code,
    at: `${place?.file.replace('templates/', '')}:${place?.line}:${place?.column}`,
    hint,
  }))
}

// The first line of `inside` is line 4 of the file.
describe('markup', () => {
  test('a tag that is never closed is shown where it opens', async () => {
    const [problem] = await problemsOf('<mj-text>Hello\n<mj-text>World</mj-text>')
    expect(problem).toEqual({ code: 'malformed-mjml', at: 'test.mjml:4:1', hint: 'its </mj-text> is missing' })
  })

  test('a closing tag with a typo names the one that is meant', async () => {
    const problems = await problemsOf('<mj-text>Hello</mj-txt>')
    expect(problems[0]).toEqual({ code: 'malformed-mjml', at: 'test.mjml:4:15', hint: 'did you mean </mj-text>?' })
  })

  test('a tag without its end is shown, the rest of the file is still read', async () => {
    const problems = await problemsOf('<mj-text>Hello</mj-text\n<mj-text>{{{customer.city}}}</mj-text>')
    expect(problems.map((problem) => problem.code)).toContain('malformed-mjml')
    expect(problems.map((problem) => problem.code)).toContain('unescaped-output')
  })

  test('an unclosed <b> in a text is an error, an unclosed <p> or <li> is HTML', async () => {
    expect(await problemsOf('<mj-text>a <b>bold</mj-text>')).toMatchObject([{ at: 'test.mjml:4:12' }])
    expect(await problemsOf('<mj-text><p>one<p>two<ul><li>three</ul><br></mj-text>')).toEqual([])
  })

  test('an attribute MJML does not know is an error with line and column', async () => {
    const [problem] = await problemsOf('<mj-text colour="red">Hello</mj-text>')
    expect(problem).toMatchObject({ code: 'malformed-mjml', at: 'test.mjml:4:1' })
  })

  test('an element MJML does not know is an error', async () => {
    expect(await problemsOf('<mj-txt>Hello</mj-txt>')).toMatchObject([
      { code: 'malformed-mjml', at: 'test.mjml:4:1', hint: 'did you mean <mj-text>?' },
    ])
  })

  test('a file without a body is refused', async () => {
    const { problems } = await compileText('<mjml></mjml>')
    expect(problems).toMatchObject([{ code: 'malformed-mjml', message: 'There is no <mj-body> here' }])
  })

  test('scripts are refused', async () => {
    expect(await problemsOf('<mj-raw><script>alert(1)</script></mj-raw>')).toMatchObject([{ code: 'script-in-email' }])
  })
})

describe('what MJML would drop without a word', () => {
  test('a block between components is refused with the line to paste', async () => {
    const { problems } = await compileText(mjml('{{#if coupon}}\n<mj-text>Hello</mj-text>\n{{/if}}'))
    expect(problems).toMatchObject([
      {
        code: 'dropped-by-mjml',
        message: 'MJML drops {{#if coupon}} between components',
        try: '<mj-raw>{{#if coupon}}</mj-raw>',
        place: { file: 'templates/test.mjml', line: 4, column: 1, endColumn: 15 },
      },
    ])
  })

  test('the same block inside <mj-raw> decides about whole components', async () => {
    const template = await cook(
      '<mj-raw>{{#if customer.city}}</mj-raw><mj-text>In {{customer.city}}</mj-text><mj-raw>{{/if}}</mj-raw>',
    )
    expect(serve(template).text).toBe('In Zagreb')
    expect(serve(template, { variables: { customer: {}, links: { unsubscribe: 'https://x.example' } } }).text).toBe('')
  })

  test('text between components is refused', async () => {
    expect(await problemsOf('Hello')).toMatchObject([{ code: 'dropped-by-mjml', at: 'test.mjml:4:1' }])
  })

  test('an output between components is refused', async () => {
    expect(await problemsOf('{{customer.city}}')).toMatchObject([{ code: 'dropped-by-mjml', at: 'test.mjml:4:1' }])
  })
})

describe('includes', () => {
  test('a partial is read, and its mistakes are placed in it', async () => {
    const files = { 'partials/footer.mjml': '<mj-text>fine</mj-text>\n<mj-text>{{shout "x"}}</mj-text>' }
    const problems = await problemsOf('<mj-include path="partials/footer.mjml"/>', {}, files)
    expect(problems).toMatchObject([{ code: 'unknown-helper', at: 'partials/footer.mjml:2:12' }])
  })

  test('a partial that is not there names the one that is', async () => {
    const files = { 'partials/footer.mjml': '<mj-text>fine</mj-text>' }
    const problems = await problemsOf('<mj-include path="partials/foter.mjml"/>', {}, files)
    expect(problems).toMatchObject([
      { code: 'include-missing', at: 'test.mjml:4:1', hint: 'did you mean "partials/footer.mjml"?' },
    ])
  })

  test.each([
    '../secret.mjml',
    '/etc/passwd',
    '%2e%2e/secret.mjml',
    '%252e%252e/secret.mjml',
    'C:/secret.mjml',
    '//host/x',
  ])('%s leads out of the templates folder and is refused', async (path) => {
    expect(await problemsOf(`<mj-include path="${path}"/>`)).toMatchObject([
      { code: 'include-denied', at: 'test.mjml:4:1' },
    ])
  })

  test('partials that include each other are refused instead of running for ever', async () => {
    const files = {
      'partials/a.mjml': '<mj-include path="b.mjml"/>',
      'partials/b.mjml': '<mj-include path="a.mjml"/>',
    }
    const problems = await problemsOf('<mj-include path="partials/a.mjml"/>', {}, files)
    expect(problems).toMatchObject([{ code: 'include-ring', at: 'partials/b.mjml:1:1' }])
  })
})

describe('Handlebars', () => {
  test.each([
    ['{{{customer.city}}}', 'unescaped-output', 'use two braces'],
    ['{{& customer.city}}', 'unescaped-output', 'use two braces'],
    ['{{> footer}}', 'unknown-helper', 'include a file with <mj-include path="partials/….mjml"/>'],
    ['{{log customer.city}}', 'unknown-helper', undefined],
    ['{{lookup customer "city"}}', 'unknown-helper', undefined],
    ['{{mony order.total}}', 'unknown-helper', 'did you mean "money"?'],
    ['{{#iff customer.city}}x{{/iff}}', 'unknown-helper', 'did you mean {{#if …}}?'],
    ['{{#customer}}x{{/customer}}', 'unknown-helper', 'write {{#if customer}} or {{#each customer}}'],
    ['{{money}}', 'template-syntax', undefined],
    ['{{t key}}', 'template-syntax', 'as in {{t "welcome.title" name=customer.first_name}}'],
    ['{{#if customer.city}}x', 'template-syntax', 'its {{/if}} is missing'],
    ['{{#if a}}x{{/each}}', 'template-syntax', '{{#if a}} is open here: write {{/if}}'],
    ['{{else}}', 'template-syntax', undefined],
    ['{{customer.', 'template-syntax', 'its }} is missing'],
    ['{{customer.[city}}', 'template-syntax', undefined],
    ['{{../customer.city}}', 'unknown-variable', undefined],
  ])('%s is refused as %s', async (tag, code, hint) => {
    const problems = await problemsOf(`<mj-text>${tag}</mj-text>`)
    expect(problems[0]).toMatchObject({ code, ...(hint ? { hint } : {}) })
    expect(problems[0]?.at).toMatch(/^test\.mjml:4:[12]\d$/)
  })

  test('all problems of a template come at once', async () => {
    const problems = await problemsOf(
      'Loose\n<mj-text>{{{a}}} {{shout "x"}} {{t "nowhere"}}</mj-text>\n<mj-include path="no.mjml"/>',
    )
    const codes = problems.map((problem) => problem.code).toSorted()
    expect(codes).toEqual(['dropped-by-mjml', 'include-missing', 'missing-text', 'unescaped-output', 'unknown-helper'])
  })

  test('a quote, a < or a brace inside a tag confuses neither MJML nor us', async () => {
    const template = await cook('<mj-text>{{default customer.nick "a<b> }} \'c\'"}}</mj-text>')
    expect(serve(template).text).toBe("a<b> }} 'c'")
    expect(serve(template).html).toContain('a&lt;b&gt; }} &#x27;c&#x27;')
  })
})

describe('attributes', () => {
  test.each([
    ['<a href={{url customer.city}}>x</a>', 'unquoted-attribute'],
    ['<a href="{{customer.city}}">x</a>', 'unsafe-link'],
    ['<a href="javascript:alert(1)">x</a>', 'unsafe-link'],
    ['<a onclick="x()">x</a>', 'unsafe-attribute'],
    ['<b style="color: {{customer.city}}">x</b>', 'unsafe-attribute'],
    ['<b {{customer.city}}>x</b>', 'unsafe-attribute'],
  ])('%s is refused', async (html, code) => {
    expect(await problemsOf(`<mj-text>${html}</mj-text>`)).toMatchObject([{ code }])
  })

  test.each([
    '<a href="{{url customer.city}}">x</a>',
    '<a href="https://kava.example/?ref={{customer.id}}">x</a>',
    '<a href="#top">x</a>',
    '<b {{#if customer.city}}class="x"{{/if}}>x</b>',
  ])('%s is fine', async (html) => {
    expect(await problemsOf(`<mj-text>${html}</mj-text>`)).toEqual([])
  })

  test('data may not write styles', async () => {
    const { problems } = await compileText(
      mjml('<mj-text>x</mj-text>', '<mj-style>a { color: {{customer.city}} }</mj-style>'),
    )
    expect(problems).toMatchObject([{ code: 'unsafe-attribute', place: { line: 2, column: 31 } }])
  })

  test('the address of a component is checked too', async () => {
    const problems = await problemsOf('<mj-button href="{{shop.website}}">Go</mj-button>')
    expect(problems).toMatchObject([{ code: 'unsafe-link', at: 'test.mjml:4:18' }])
  })
})

describe('texts', () => {
  const en = 'hello: "Hello, {name}!"\n'

  test('a text that is in no language is an error with the nearest key', async () => {
    const problems = await problemsOf('<mj-text>{{t "helo" name=customer.city}}</mj-text>', { en })
    expect(problems).toMatchObject([{ code: 'missing-text', hint: 'did you mean "hello"?', at: 'test.mjml:4:10' }])
  })

  test('a text that lacks a language is a warning, and the first language stands in', async () => {
    const { value, problems } = await compileText(mjml('<mj-text>{{t "hello" name=customer.city}}</mj-text>'), {
      en,
      hr: 'x: y',
    })
    expect(problems).toMatchObject([
      { code: 'missing-text', severity: 'warning', message: 'The text "hello" is missing in hr' },
    ])
    expect(value && serve(value, { language: 'hr' }).text).toBe('Hello, Zagreb!')
  })

  test('a text that needs a value the template does not give is an error', async () => {
    const problems = await problemsOf('<mj-text>{{t "hello"}}</mj-text>', { en })
    expect(problems).toMatchObject([{ code: 'missing-text-value', hint: 'add name=…' }])
  })
})

describe('a text in several languages', () => {
  const ask = (locales: Readonly<Record<string, string>>, values = 'name=shop.name') =>
    compileText(mjml(`<mj-text>{{t "hi" ${values}}}</mj-text>`), locales)

  test('keeps the names of its values: a translated name is an error in its file', async () => {
    const { problems } = await ask({ en: 'hi: "Hi {name}"', hr: 'hi: "Bok {ime}"' })
    const place = { file: 'templates/locales/hr.yaml', line: 1, column: 10, endColumn: 15 }
    expect(problems).toMatchObject([{ code: 'text-values-differ', severity: 'error', try: '{name}', place }])
  })

  test('may leave a value out, which is a warning; a value that the template gives may be asked for', async () => {
    const left = await ask({ en: 'hi: "Hi {name}"', hr: 'hi: Bok' })
    expect(left.problems).toMatchObject([{ code: 'text-values-differ', severity: 'warning' }])
    const asked = await ask({ en: 'hi: Hi', hr: 'hi: "Bok {name}"' })
    expect(asked.problems).toEqual([])
  })

  test('that needs a value everywhere is one problem, of the template', async () => {
    const { problems } = await ask({ en: 'hi: "Hi {name}"', hr: 'hi: "Bok {name}"' }, '')
    expect(problems).toMatchObject([{ code: 'missing-text-value', place: { file: 'templates/test.mjml' } }])
  })

  test('that is broken in one language is told once', async () => {
    const { problems } = await ask({ en: 'hi: "Hi {name"', hr: 'hi: "Bok {name}"' })
    expect(problems).toEqual([])
  })

  test('counts as written where the language itself is: en stands for en-GB', async () => {
    const { problems } = await compileText(mjml('<mj-text>{{t "hi"}}</mj-text>'), { en: 'hi: Hi', 'en-GB': 'x: y' })
    expect(problems).toEqual([])
  })
})

describe('the language of an email', () => {
  const two = { en: 'hi: Hi', hr: 'hi: Bok' }
  const codes = async (text: string) => (await compileText(text, two)).problems.map(({ code }) => code)

  test('is that of its customer, so a template does not fix it', async () => {
    const text = mjml('<mj-text>{{t "hi"}}</mj-text>')
    expect(await codes(text)).toEqual([])
    expect(await codes(text.replace('<mjml>', '<mjml lang="en">'))).toEqual(['fixed-lang'])
  })

  test('must be named where the words are not translated', async () => {
    const text = mjml('<mj-text>Hi</mj-text>')
    expect(await codes(text)).toEqual(['missing-lang'])
    expect(await codes(text.replace('<mjml>', '<mjml lang="en">'))).toEqual([])
  })
})
