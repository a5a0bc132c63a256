import { describe, expect, test } from 'vitest'
import { type Offer, checkSubject, checkTemplate, offeredVariables } from '../../src/render/index.ts'
import { NAMES, compileText, cook, mjml, shipped } from './kitchen.ts'

const FOOTER = '<mj-text>{{shop.address}} <a href="{{url links.unsubscribe}}">x</a></mj-text>'
const service: Offer = { purpose: 'service', variables: offeredVariables(['order', 'coupon']) }
const marketing: Offer = { purpose: 'marketing', variables: offeredVariables([]) }

async function check(inside: string, offer: Offer = service) {
  return checkTemplate(await cook(inside), offer)
}

describe('variables', () => {
  test('a mistyped variable is an error with line, column and the name that is meant', async () => {
    expect(await check('<mj-text>Hello {{customer.first_nam}}</mj-text>')).toMatchObject([
      {
        code: 'unknown-variable',
        message: 'Unknown variable "customer.first_nam"',
        hint: 'did you mean "customer.first_name"?',
        place: { file: 'templates/test.mjml', line: 4, column: 18, endColumn: 36 },
      },
    ])
  })

  test('an order is there only where the trigger has one', async () => {
    const template = await cook('<mj-text>{{money order.total}}</mj-text>')
    expect(checkTemplate(template, service)).toEqual([])
    expect(checkTemplate(template, { ...service, variables: offeredVariables([]) })).toMatchObject([
      { code: 'unknown-variable', hint: 'this campaign has no "order"' },
    ])
  })

  test('a name that may be missing needs a default or a question', async () => {
    expect(await check('<mj-text>Hello {{customer.first_name}}</mj-text>')).toMatchObject([
      { code: 'may-be-missing', try: '{{default customer.first_name "…"}}' },
    ])
    expect(await check('<mj-text>{{default customer.first_name "you"}}</mj-text>')).toEqual([])
    expect(await check('<mj-text>{{#if customer.first_name}}{{customer.first_name}}{{/if}}</mj-text>')).toEqual([])
    expect(await check('<mj-text>{{#unless customer.age}}?{{else}}{{customer.age}}{{/unless}}</mj-text>')).toEqual([])
  })

  test('the question protects only the branch that it answers', async () => {
    const inside = '<mj-text>{{#if customer.age}}a{{else}}{{customer.age}}{{/if}}{{number customer.age}}</mj-text>'
    expect(await check(inside)).toMatchObject([{ code: 'may-be-missing' }, { code: 'may-be-missing' }])
  })

  test('a text, a format and a link ask for their values as well', async () => {
    const template = await cook('<mj-text>{{t "x" name=customer.last_name}} {{date customer.signed_up}}</mj-text>', {
      en: 'x: "{name}"',
    })
    expect(checkTemplate(template, service).map((problem) => problem.message)).toEqual([
      '"customer.last_name" is missing for some customers',
      '"customer.signed_up" is missing for some customers',
    ])
  })

  test('inside a list names are those of its items; the rest is one step out', async () => {
    expect(
      await check(
        '<mj-table>{{#each items}}<tr><td>{{name}} {{../shop.name}} {{@root.order.id}} {{@index}}</td></tr>{{/each}}</mj-table>',
      ),
    ).toEqual([])
    expect(
      await check('<mj-table>{{#each items as |item|}}<tr><td>{{item.quantity}}</td></tr>{{/each}}</mj-table>'),
    ).toEqual([])
    expect(await check('<mj-table>{{#each items}}<tr><td>{{shop.name}}</td></tr>{{/each}}</mj-table>')).toMatchObject([
      { code: 'unknown-variable' },
    ])
  })

  test("the subject of a variant is checked where the campaign's file has it", async () => {
    const place = { file: 'campaigns/win-back.yaml', line: 8, column: 32, endLine: 8, endColumn: 70 }
    const template = await cook('<mj-text>Hi</mj-text>')
    expect(checkSubject(template, 'For you, {{customer.frst_name}}', service, place)).toMatchObject([
      { code: 'unknown-variable', place: { file: 'campaigns/win-back.yaml', line: 8, column: 43 } },
    ])
    expect(checkSubject(template, 'For you, {{customer.', service, place)).toMatchObject([{ code: 'template-syntax' }])
  })
})

describe('what an email must have', () => {
  test('marketing needs the unsubscribe link and the postal address', async () => {
    const template = await cook('<mj-text>Hello</mj-text>')
    expect(checkTemplate(template, marketing).map(({ code }) => code)).toEqual([
      'missing-unsubscribe',
      'missing-address',
    ])
    expect(checkTemplate(template, service)).toEqual([])
    expect(checkTemplate(await cook(FOOTER), marketing)).toEqual([])
  })

  test('a subject and a preview line; a step may bring its own subject', async () => {
    const { value } = await compileText(mjml('<mj-text>Hi</mj-text>', ''))
    const codes = (offer: Offer) => value && checkTemplate(value, offer).map(({ code }) => code)
    expect(codes(service)).toEqual(['missing-title', 'missing-preview'])
    expect(codes({ ...service, subject: 'step' })).toEqual(['missing-preview'])
  })

  test('a description for each picture; an empty one says that it decorates', async () => {
    const bare = '<mj-image src="https://kava.example/a.png"/>'
    expect(await check(bare)).toMatchObject([{ code: 'missing-alt', place: { line: 4, column: 1 } }])
    expect(await check(bare.replace('/>', ' alt=""/>'))).toEqual([])
  })

  test('fewer bytes than Gmail cuts off at', async () => {
    const letters = (count: number) => `<mj-text>${'č'.repeat(count)}</mj-text>`
    expect(await check(letters(44_500))).toMatchObject([{ code: 'email-too-long', severity: 'warning' }])
    expect(await check(letters(60_000))).toMatchObject([{ code: 'email-too-long', severity: 'error' }])
  })
})

describe('the shipped templates', () => {
  test('are the ten that the shipped campaigns name, and the question behind a second yes', () => {
    const names =
      'anniversary ask-how-it-was birthday come-back-coupon confirm how-to last-goodbye we-miss-you welcome-1 welcome-2 welcome-3'
    expect(NAMES.join(' ')).toBe(names)
  })

  test.each(NAMES)('%s passes every check of a marketing campaign', async (name) => {
    const extras = { 'how-to': ['order'], 'ask-how-it-was': ['order'], 'come-back-coupon': ['coupon'] } as const
    const offered = offeredVariables(name in extras ? extras[name as keyof typeof extras] : [])
    expect(checkTemplate(await shipped(name), { purpose: 'marketing', variables: offered })).toEqual([])
  })
})
