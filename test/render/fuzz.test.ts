import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Json, type Variables, checkTemplate, offeredVariables, render } from '../../src/render/index.ts'
import { compileText, message, mjml, shipped, variables } from './kitchen.ts'

const PIECES = [
  ...[
    '<mj-text>',
    '</mj-text>',
    '<mj-raw>',
    '</mj-raw>',
    '<mj-column>',
    '</mj-column>',
    '<b>',
    '</b>',
    '<a href="',
    '">',
    '<',
    '>',
    '"',
  ],
  ...[
    '{{',
    '}}',
    '{{#if customer.city}}',
    '{{/if}}',
    '{{else}}',
    '{{#each items}}',
    '{{/each}}',
    '{{name}}',
    '{{customer.city}}',
  ],
  ...[
    '{{url shop.website}}',
    '{{t "x" n=1}}',
    '{{{',
    '}}}',
    '\\{{',
    '{{!-- ',
    ' --}}',
    '<!--',
    '-->',
    '<![CDATA[',
    '<mj-style>',
    '</mj-style>',
  ],
  ...['<mj-include path="../x"/>', '<mj-image/>', '\n', 'č', '\u0000', '\ud83d', 'hbsx0x', '&nbsp;', '&', '\\'],
]

test('no template, however broken, makes the compiler throw; what compiles renders or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), async (pieces) => {
      const { value, problems } = await compileText(mjml(pieces.join('')), { en: 'x: "{n}"' })
      for (const { place, message: sentence } of problems) {
        expect(sentence).not.toBe('')
        expect(place?.line).toBeGreaterThan(0)
        expect(place?.column).toBeGreaterThan(0)
      }
      if (!value) expect(problems.length).toBeGreaterThan(0)
      if (!value) return
      checkTemplate(value, { purpose: 'marketing', variables: offeredVariables(['order']) })
      const outcome = render(value, message())
      expect(outcome.value === undefined).toBe(outcome.problems.length > 0)
    }),
    { numRuns: 250 },
  )
})

test('a refused include is shown also where broken markup hides it', async () => {
  const text = mjml('<a href="<mj-style><mj-include path="../x"/><mj-include path="../x"/>')

  const { problems } = await compileText(text, {})

  expect(problems.filter(({ place }) => place === undefined)).toEqual([])
  expect(problems.map(({ code }) => code)).toContain('include-denied')
})

const json = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.jsonValue(),
) as fc.Arbitrary<Json>

test('no data, however strange, makes an email throw', async () => {
  const templates = await Promise.all(['how-to', 'come-back-coupon', 'anniversary'].map(shipped))
  const paths = [
    'customer.first_name',
    'customer.orders',
    'customer.years_as_customer',
    'shop.name',
    'order.total',
    'items',
    'coupon.off',
    'coupon.expires',
    'links.unsubscribe',
    'customer',
    'order',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...templates),
      fc.constantFrom(...paths),
      json,
      fc.string(),
      (template, path, value, odd) => {
        const given = structuredClone(variables()) as unknown as Record<string, Record<string, Json>>
        const [group = '', field] = path.split('.')
        if (field) (given[group] as Record<string, Json>)[field] = value
        else given[group] = value as never
        const { value: email, problems } = render(template, message({ variables: given as Variables, language: odd }))
        if (!email) expect(problems[0]?.code).toMatch(/missing-data|bad-value|unsafe-link/)
      },
    ),
    { numRuns: 1500 },
  )
})
