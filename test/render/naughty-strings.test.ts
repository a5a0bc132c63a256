import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Json, type Template, type Variables, render } from '../../src/render/index.ts'
import { addresses, elementTree, readPage, textOf } from './element-tree.ts'
import { NAMES, message, shipped, variables } from './kitchen.ts'

const DATA = resolve(import.meta.dirname, '../../../shared/data/hard')
const there = existsSync(`${DATA}/strings/blns.json`)
if (!there) console.warn(`naughty strings are not checked: ${DATA} is not there`)

const OWN = [/^https:\/\/kava\.example\/?$/, /^https:\/\/mail\.kava\.example\//]
// Together these use every field; the others get each twentieth string, as parsing HTML takes its time.
const EVERY_STRING = ['how-to', 'come-back-coupon']
const FIELDS = [
  ...['first_name', 'last_name', 'email', 'id', 'city', 'country', 'language'].map((name) => `customer.${name}`),
  ...['shop.name', 'shop.address', 'order.id', 'items.0.name', 'coupon.code'],
]

describe.skipIf(!there)('naughty strings', () => {
  const templates = new Map<string, Template>()
  beforeAll(async () => {
    for (const name of NAMES) templates.set(name, await shipped(name))
  })

  test.each(NAMES)('in every field of %s change nothing but the words', (name) => {
    const template = templates.get(name) as Template
    const tree = elementTree(filled(template, variables()).html)
    for (const naughty of strings(EVERY_STRING.includes(name) ? 1 : 20)) {
      const everywhere = FIELDS.reduce((given: Variables, path) => put(given, path, naughty), variables())
      const { value, problems } = render(template, message({ variables: everywhere }))
      // A string that is blank after cleaning is missing; nothing else may stop an email.
      if (!value) expect(problems[0]?.code).toBe('missing-data')
      else checkEmail(value, naughty, tree)
    }
  })

  test('a string arrives in the HTML as it was written', () => {
    const template = templates.get('welcome-1') as Template
    for (const naughty of strings()) {
      const { value } = render(template, message({ variables: put(variables(), 'customer.first_name', naughty) }))
      if (value && naughty === clean(naughty) && naughty !== '') expect(textOf(value.html)).toContain(naughty)
    }
  })

  test.each(['links.unsubscribe', 'links.preferences', 'shop.website'])(
    'as %s only addresses of the web get through',
    (path) => {
      for (const naughty of strings()) {
        for (const address of [`javascript:${naughty}`, `https://x.example/${naughty}`]) {
          const { value, problems } = render(
            templates.get('last-goodbye') as Template,
            message({ variables: put(variables(), path, address) }),
          )
          if (value) for (const href of addresses(value.html)) expect(href).toMatch(/^(https?:\/\/|mailto:|tel:)/)
          else expect(problems[0]?.code).toMatch(/unsafe-link|missing-data/)
        }
      }
    },
  )

  test("as a variant's subject with a name stay one line", () => {
    for (const naughty of strings()) {
      const given = put(variables(), 'customer.first_name', `${naughty}\r\nBcc: all@example.com`)
      const { value } = render(
        templates.get('welcome-1') as Template,
        message({ variables: given, subject: 'For {{customer.first_name}}' }),
      )
      expect(value?.subject).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u)
    }
  })

  function checkEmail(
    email: { subject: string; preheader: string; html: string; text: string },
    naughty: string,
    tree: string,
  ) {
    const about = JSON.stringify(naughty)
    const page = readPage(email.html)
    expect(page.tree === tree, about).toBe(true)
    for (const href of page.addresses)
      expect(
        OWN.some((own) => own.test(href)),
        `${about} ${href}`,
      ).toBe(true)
    for (const part of Object.values(email))
      expect(part.replace(/\n/g, ''), about).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
    expect(email.subject.length).toBeLessThanOrEqual(255)
    expect(email.subject).not.toContain('\n')
    expect(Buffer.from(email.html, 'utf8').toString('utf8')).toBe(email.html)
    expect(email.text).toContain('https://mail.kava.example/u/abc?t=1&x=2')
  }
})

describe.skipIf(!there)('names of the world', () => {
  test('greet everybody by the name they gave', async () => {
    const template = await shipped('welcome-1')
    const tree = elementTree(filled(template, variables()).html)
    for (const name of names()) {
      const email = filled(template, variables({ first_name: name }))
      expect(email.text).toContain(`Hello, ${clean(name)}!`)
      expect(elementTree(email.html) === tree, name).toBe(true)
    }
  })
})

function filled(template: Template, given: Variables) {
  const { value, problems } = render(template, message({ variables: given }))
  if (!value) throw new Error(problems[0]?.message)
  return value
}

function strings(step = 1): string[] {
  const all = JSON.parse(readFileSync(`${DATA}/strings/blns.json`, 'utf8')) as string[]
  return all.filter((_, n) => n % step === 0)
}

// Every 200th forename and surname of each file: all scripts, a second of work.
function names(): string[] {
  return ['common-forenames-by-country.csv', 'common-surnames-by-country.csv'].flatMap((file) => {
    const [, ...rows] = readFileSync(`${DATA}/names/${file}`, 'utf8').trim().split('\n')
    const column = file.startsWith('common-f') ? 10 : 4
    return rows
      .filter((_, n) => n % 200 === 0)
      .flatMap((row) => (row.includes('"') ? [] : [row.split(',')[column] ?? '']).filter(Boolean))
  })
}

function clean(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
}

// A copy of the variables with one of them replaced; numbers in the path are places in a list.
function put(given: Variables, path: string, value: Json): Variables {
  const copy = structuredClone(given) as Record<string, unknown>
  const parts = path.split('.')
  const parent = parts.slice(0, -1).reduce((node, part) => node[part] as Record<string, unknown>, copy)
  parent[parts.at(-1) ?? ''] = value
  return copy as Variables
}
