/**
 * Rendering the welcome email per person, against a bare precompiled Handlebars function on the same compiled HTML and
 * against MJML per person. Promise: at least 0.5 of the first rate, subject and text included, and 200 times the second.
 */

import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import Handlebars from 'handlebars'
import mjml2html from 'mjml'
import { type Message, compileTemplate, readLocales, render } from '../src/render/index.ts'
import { specialise } from '../src/render/specialise.ts'

const PEOPLE = 20_000
const ROUNDS = 7
const dir = resolve(process.argv[2] ?? 'templates')
const languages = ['en', 'hr', 'sl', 'cs', 'lv']

const files = readdirSync(`${dir}/locales`).map((name) => ({
  file: `templates/locales/${name}`,
  text: readFileSync(`${dir}/locales/${name}`, 'utf8'),
}))
const locales = readLocales(files).value ?? new Map()
const text = readFileSync(`${dir}/welcome-1.mjml`, 'utf8')
const started = performance.now()
const compiled = await compileTemplate(
  { name: 'welcome-1', file: 'templates/welcome-1.mjml', text, dir },
  { locales, languages },
)
const compileMs = performance.now() - started
const template = compiled.value
if (!template) throw new Error(compiled.problems.map((problem) => problem.message).join('\n'))

const people = Array.from({ length: PEOPLE }, (_, n) => messageTo(n))
const html = specialise(template.parts.html, 'hr', { locales, languages }, 'html')
// The bare function gets the HTML of one language, whose only helper is the one for addresses, reduced to nothing.
const handlebars = Handlebars.create()
handlebars.registerHelper('url', (address: string) => address)
const bare = handlebars.compile(html)

const rates = { bare: 0, ours: 0 }
for (let round = 0; round < ROUNDS; round++) {
  rates.bare = Math.max(
    rates.bare,
    rate(PEOPLE, () => people.reduce((bytes, message) => bytes + bare(message.variables).length, 0)),
  )
  rates.ours = Math.max(
    rates.ours,
    rate(PEOPLE, () => people.reduce((bytes, message) => bytes + lengthOf(message), 0)),
  )
}
const mjmlRate = await rateOfMjml(30)

console.log('welcome-1 in hr, emails a second, best of', ROUNDS, 'rounds of', PEOPLE.toLocaleString('en'))
console.table({
  'bare Handlebars, HTML only': { rate: Math.round(rates.bare), ratio: 1 },
  'perennial: subject, preheader, HTML, text': {
    rate: Math.round(rates.ours),
    ratio: rounded(rates.ours / rates.bare),
  },
  'MJML per person, HTML only': { rate: Math.round(mjmlRate), ratio: rounded(mjmlRate / rates.bare) },
})
console.log(
  `perennial is ${Math.round(rates.ours / mjmlRate)} times MJML per person; first compile with its imports ${compileMs.toFixed(0)} ms`,
)

function messageTo(n: number): Message {
  const id = `c${n}`
  const variables = {
    customer: {
      id,
      email: `${id}@example.com`,
      first_name: n % 7 === 0 ? null : `Maja ${n}`,
      orders: n % 9,
      language: 'hr',
    },
    shop: { name: 'Kava & Mlin', address: 'Ilica 12, 10000 Zagreb', website: 'https://kava.example' },
    links: {
      unsubscribe: `https://mail.kava.example/u/${id}?t=abcdefgh`,
      preferences: `https://mail.kava.example/p/${id}`,
      browser: `https://mail.kava.example/b/${id}`,
    },
  }
  return { language: 'hr', timeZone: 'Europe/Zagreb', currency: 'EUR', purpose: 'marketing', variables }
}

function lengthOf(message: Message): number {
  const email = template && render(template, message).value
  if (!email) throw new Error('this email could not be rendered')
  return email.subject.length + email.preheader.length + email.html.length + email.text.length
}

// Seconds of the processor, not of the wall: other programs on the machine do not count.
function rate(count: number, work: () => unknown): number {
  const from = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(from)
  return count / ((user + system) / 1e6)
}

async function rateOfMjml(count: number): Promise<number> {
  const from = process.cpuUsage()
  for (let n = 0; n < count; n++) {
    await mjml2html(text, { filePath: dir, ignoreIncludes: false })
  }
  const { user, system } = process.cpuUsage(from)
  return count / ((user + system) / 1e6)
}

function rounded(value: number): number {
  return Number(value.toPrecision(2))
}
