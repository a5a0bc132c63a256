import fc from 'fast-check'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { readLocales } from '../../src/render/index.ts'
import { LANGUAGES, shippedTexts } from './kitchen.ts'

function read(text: string, language = 'en') {
  return readLocales([{ file: `templates/locales/${language}.yaml`, text }])
}

describe('locale files', () => {
  test('keys nest with dots', () => {
    const { value, problems } = read('welcome:\n  title: "Hello"\nbye: Bye\n')
    expect(problems).toEqual([])
    expect([...(value?.get('en')?.keys() ?? [])]).toEqual(['welcome.title', 'bye'])
  })

  test('a broken message is placed inside its line', () => {
    expect(read('ok: fine\nbad: "Hi {name, plu}"\n').problems).toMatchObject([
      { code: 'bad-text', message: '"bad" is no ICU message', place: { file: 'templates/locales/en.yaml', line: 2 } },
    ])
    expect(read('bad: "Hi {name, plu}"\n').problems[0]?.place?.column).toBeGreaterThan(9)
  })

  test('a plural without "other" says so', () => {
    expect(read('n: "{n, plural, one {# bag}}"').problems).toMatchObject([
      { hint: 'a plural or select needs the form "other"' },
    ])
  })

  test('a plural form the language needs and the text lacks is a warning', () => {
    const { problems } = read('n: "{n, plural, one {# godina} other {# godina}}"', 'hr')
    expect(problems).toMatchObject([{ code: 'missing-plural', severity: 'warning', try: 'few {# …}' }])
    expect(read('n: "{n, plural, one {# rok} few {# roky} other {# let}}"', 'cs').problems).toEqual([])
  })

  test('what is no text, no YAML or no language is an error with its place', () => {
    expect(read('n: 3').problems).toMatchObject([{ code: 'missing-text', place: { line: 1, column: 4 } }])
    expect(read('a: "x\nb: y').problems[0]).toMatchObject({ code: 'yaml-syntax' })
    expect(read('a: x', 'croatian_language').problems).toMatchObject([{ code: 'unknown-language' }])
  })

  test('a key such as __proto__ is a key like any other', () => {
    const { value } = read('__proto__:\n  polluted: "yes"')
    expect(value?.get('en')?.has('__proto__.polluted')).toBe(true)
    expect('polluted' in {}).toBe(false)
  })
})

describe('a text of words and names', () => {
  test('is read as ICU reads it', () => {
    const part = fc.constantFrom(
      'Hi ',
      '{name}',
      '{_n1}',
      '#',
      '<b>',
      '|',
      'ž 5',
      '{',
      '}',
      "'",
      '{ name }',
      '{1}',
      '\n',
      '{é}',
    )
    const messages = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(messages, (message) => {
        const { value, problems } = read(`text: ${JSON.stringify(message)}`)
        const text = value?.get('en')?.get('text')
        const wanted = asIcu(message)
        expect(problems.length === 0).toBe(wanted !== undefined)
        if (wanted) expect({ pieces: text?.pieces, said: text?.say(VALUES) }).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })
})

const VALUES = { name: 'Ana', _n1: 3, 1: 'one', é: 'e' }

/** The pieces of a message and what it says, or undefined for what is no ICU message. */
function asIcu(message: string) {
  try {
    const format = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true })
    const pieces = format
      .getAst()
      .map((element) =>
        element.type === 0 ? { words: element.value } : { argument: 'value' in element && element.value },
      )
    return { pieces, said: String(format.format(VALUES)) }
  } catch {
    return undefined
  }
}

describe('the shipped texts', () => {
  test('every language has the same keys with the same values', () => {
    const { locales } = shippedTexts()
    const shape = (language: string) =>
      [...(locales.get(language) ?? [])]
        .map(([key, text]) => `${key} ${[...text.arguments].toSorted().join(' ')}`)
        .toSorted()
    for (const language of LANGUAGES) expect(shape(language)).toEqual(shape('en'))
  })

  test.each([
    ['hr', 1, '1 godina'],
    ['hr', 2, '2 godine'],
    ['hr', 5, '5 godina'],
    ['hr', 21, '21 godina'],
    ['sl', 1, '1 leto'],
    ['sl', 2, '2 leti'],
    ['sl', 3, '3 leta'],
    ['sl', 5, '5 let'],
    ['cs', 1, '1 rok'],
    ['cs', 3, '3 roky'],
    ['cs', 5, '5 let'],
    ['lv', 1, '1 gads'],
    ['lv', 10, '10 gadu'],
    ['lv', 21, '21 gads'],
    ['lv', 5, '5 gadi'],
  ])('%s counts %i as "%s"', (language, years, start) => {
    const text = shippedTexts().locales.get(language)?.get('anniversary.subject')
    expect(text?.say({ years })).toMatch(new RegExp(`^${start} `))
  })
})
