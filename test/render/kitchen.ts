/** Makes templates for the tests of this room: from a few lines of MJML, or the shipped ones. */

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { Checked, Problem } from '../../src/problem.ts'
import {
  type Message,
  type Rendered,
  type Template,
  compileTemplate,
  readLocales,
  render,
} from '../../src/render/index.ts'

export const TEMPLATES = resolve(import.meta.dirname, '../../templates')
export const LANGUAGES = ['en', 'hr', 'sl', 'cs', 'lv']
export const NAMES = readdirSync(TEMPLATES)
  .filter((name) => name.endsWith('.mjml'))
  .map((name) => name.replace('.mjml', ''))

/** An MJML file whose body is `inside` one column. */
export function mjml(inside: string, head = '<mj-title>Hello</mj-title><mj-preview>There</mj-preview>'): string {
  return `<mjml>\n<mj-head>${head}</mj-head>\n<mj-body><mj-section><mj-column>\n${inside}\n</mj-column></mj-section></mj-body>\n</mjml>\n`
}

/** Compiles a template of a shop made of the given files (paths below `templates/`) and locale texts by language. */
export async function compileText(
  text: string,
  locales: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<Checked<Template>> {
  const dir = mkdtempSync(join(tmpdir(), 'perennial-templates-'))
  for (const [path, content] of Object.entries({ 'test.mjml': text, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  const sources = Object.entries(locales).map(([language, yaml]) => ({
    file: `templates/locales/${language}.yaml`,
    text: yaml,
  }))
  const languages = Object.keys(locales)
  const texts = {
    locales: readLocales(sources).value ?? new Map(),
    languages: languages.length > 0 ? languages : ['en'],
  }
  try {
    return await compileTemplate({ name: 'test', file: 'templates/test.mjml', text, dir }, texts)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Compiles lines that must be right. */
export async function cook(
  inside: string,
  locales?: Readonly<Record<string, string>>,
  head?: string,
): Promise<Template> {
  const { value, problems } = await compileText(mjml(inside, head), locales)
  if (!value || problems.length > 0) throw new Error(problems.map(said).join('\n'))
  return value
}

/** A shipped template, compiled once for all tests of a file. */
export function shipped(name: string): Promise<Template> {
  const known = compiled.get(name) ?? compileShipped(name)
  compiled.set(name, known)
  return known
}

const compiled = new Map<string, Promise<Template>>()

async function compileShipped(name: string): Promise<Template> {
  const text = readFileSync(join(TEMPLATES, `${name}.mjml`), 'utf8')
  const { value, problems } = await compileTemplate(
    { name, file: `templates/${name}.mjml`, text, dir: TEMPLATES },
    shippedTexts(),
  )
  if (!value || problems.length > 0) throw new Error(problems.map(said).join('\n'))
  return value
}

export function shippedTexts() {
  const files = LANGUAGES.map((language) => ({
    file: `templates/locales/${language}.yaml`,
    text: readFileSync(join(TEMPLATES, 'locales', `${language}.yaml`), 'utf8'),
  }))
  return { locales: readLocales(files).value ?? new Map(), languages: LANGUAGES }
}

/** A message to Maja, who has ordered twice, with whatever a test wants different. */
export function message(change: Partial<Message> = {}): Message {
  return {
    language: 'en',
    timeZone: 'Europe/Zagreb',
    currency: 'EUR',
    purpose: 'marketing',
    variables: variables(),
    ...change,
  }
}

/** All variables of language.md, of Maja. */
export function variables(change: Readonly<Record<string, unknown>> = {}) {
  const customer = {
    id: 'maja',
    email: 'maja@kava.example',
    first_name: 'Maja',
    last_name: 'Horvat',
    language: 'hr',
    country: 'HR',
    city: 'Zagreb',
    orders: 2,
    total_spent: { amount: 123450, currency: 'EUR' },
    first_order: '2023-03-14',
    last_order: Date.UTC(2026, 4, 25, 22, 30),
    years_as_customer: 3,
    ...change,
  }
  return {
    customer,
    shop: { name: 'Kava & Mlin', address: 'Ilica 12, 10000 Zagreb', website: 'https://kava.example' },
    order: {
      id: '10428',
      ordered_at: Date.UTC(2026, 1, 2),
      total: { amount: 4890, currency: 'EUR' },
      status: 'delivered',
    },
    items: [
      { name: 'Etiopija Yirgacheffe 250 g', quantity: 2, total: { amount: 2890, currency: 'EUR' } },
      { name: 'Keramička šalica', quantity: 1, total: { amount: 2000, currency: 'EUR' } },
    ],
    coupon: { code: 'COMEBACK15', off: '15 percent', expires: '2026-12-05' },
    links: {
      unsubscribe: 'https://mail.kava.example/u/abc?t=1&x=2',
      preferences: 'https://mail.kava.example/p/abc',
      browser: 'https://mail.kava.example/b/abc',
      confirm: 'https://mail.kava.example/confirm/TOKEN',
    },
  }
}

/** Renders what must succeed. */
export function serve(template: Template, change: Partial<Message> = {}): Rendered {
  const { value, problems } = render(template, message(change))
  if (!value) throw new Error(problems.map(said).join('\n'))
  return value
}

/** A problem as `code line:column hint`. */
export function said({ code, message: sentence, place }: Problem): string {
  return `${code} ${place?.file}:${place?.line}:${place?.column} ${sentence}`
}
