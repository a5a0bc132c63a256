import { describe, expect, test } from 'vitest'
import { checkLengths, type Longest, readLocales, type Template } from '../../src/render/index.ts'
import { compileText, mjml, variables } from './kitchen.ts'

const HEAD = (title: string) => `<mj-title>${title}</mj-title><mj-preview>x</mj-preview>`
const TEXTS = {
  en: 'hi: "For you, {name}"\nlong: "{n, plural, one {# bag} other {# bags}}"',
  hr: 'hi: "Samo za tebe i samo danas, {name}"',
}

interface Given {
  readonly first_name?: string
  readonly items?: number
  readonly from?: Longest['from']
}

async function problemsOf(text: string, given: Given = {}, subjects: readonly string[] = []) {
  const { value } = await compileText(text, TEXTS)
  if (!value) throw new Error('no template')
  const locales = Object.entries(TEXTS).map(([name, yaml]) => ({ file: `templates/locales/${name}.yaml`, text: yaml }))
  const texts = { locales: readLocales(locales).value ?? new Map(), languages: ['en', 'hr'] }
  const use = { purpose: 'service', subject: 'template', subjects: subjects.map((one) => placed(one, value)) } as const
  return checkLengths(value, use, texts, longest(given))
}

function placed(text: string, { content }: Template) {
  return { text, place: { ...content.start, file: 'campaigns/x.yaml', line: 7 } }
}

function longest({ first_name = 'Maja', items = 2, from = 'customers' }: Given): Longest {
  const all = variables({ first_name })
  const [item] = all.items
  const many = Array.from({ length: items }, () => item ?? {})
  return { from, variables: { ...all, items: many }, timeZone: 'Europe/Zagreb', currency: 'EUR' }
}

describe('a subject', () => {
  const named = mjml('<mj-text>Hi</mj-text>', HEAD('{{t "hi" name=customer.first_name}}'))

  test('of up to 78 characters is fine in every language', async () => {
    expect(await problemsOf(named, { first_name: 'x'.repeat(78 - 'Samo za tebe i samo danas, '.length) })).toEqual([])
  })

  test('of more for the longest name names the language and shows the words', async () => {
    const name = 'x'.repeat(79 - 'Samo za tebe i samo danas, '.length)
    expect(await problemsOf(named, { first_name: name })).toMatchObject([
      {
        code: 'subject-too-long',
        severity: 'warning',
        message: 'The subject has 79 characters in hr: programs cut it off at 78',
        hint: `for one of your customers: Samo za tebe i samo danas, ${name}`,
        place: { file: 'templates/test.mjml', line: 2 },
      },
    ])
  })

  test('counts characters, not bytes', async () => {
    expect(await problemsOf(mjml('', HEAD('č'.repeat(78))))).toEqual([])
    expect(await problemsOf(mjml('', HEAD('😀'.repeat(79))))).toMatchObject([{ code: 'subject-too-long' }])
  })

  test('of a step is measured where the campaign writes it', async () => {
    const [problem] = await problemsOf(mjml('', HEAD('Hi')), {}, [`{{customer.first_name}} ${'x'.repeat(80)}`])
    expect(problem).toMatchObject({ code: 'subject-too-long', place: { file: 'campaigns/x.yaml', line: 7 } })
  })

  test('with a plural is filled as it will be', async () => {
    const title = HEAD(`${'x'.repeat(70)} {{t "long" n=customer.orders}}`)
    expect(await problemsOf(mjml('', title))).toEqual([])
  })
})

describe('the HTML', () => {
  const rows = '<mj-table>{{#each items}}<tr><td>{{quantity}} × {{name}}</td></tr>{{/each}}</mj-table>'
  const filler = `<mj-text>${'x'.repeat(80_000)}</mj-text>`

  test('is measured for the order with the most lines: Gmail cuts it off at 102,400 bytes', async () => {
    expect(await problemsOf(mjml(filler + rows), { items: 20 })).toEqual([])
    expect(await problemsOf(mjml(filler + rows), { items: 200 })).toMatchObject([{ severity: 'warning' }])
    const more = `<mj-text>${'x'.repeat(8_000)}</mj-text>`
    expect(await problemsOf(mjml(more + filler + rows), { items: 200 })).toMatchObject([
      { code: 'email-too-long', severity: 'error', message: expect.stringContaining('for one of your customers') },
    ])
  })

  test('for an invented customer is a warning: perhaps nobody buys that much', async () => {
    const more = `<mj-text>${'x'.repeat(8_000)}</mj-text>`
    const given = { items: 200, from: 'invented' } as const
    expect(await problemsOf(mjml(more + filler + rows), given)).toMatchObject([{ severity: 'warning' }])
  })

  test('that is too long for everybody is told once, by the check of the template', async () => {
    expect(await problemsOf(mjml(`<mj-text>${'x'.repeat(110_000)}</mj-text>`))).toEqual([])
  })
})
