import type { Vocabulary } from '../../facts/index.ts'
import { helperDocs, offeredVariables, type Variable } from '../../render/index.ts'
import { code, page, table } from './markdown.ts'

/** What the names mean that are no facts. */
const MEANINGS: Readonly<Record<string, string>> = {
  'customer.id': "The shop's own id.",
  'customer.email': 'The address.',
  'customer.first_name': 'The first name.',
  'customer.last_name': 'The last name.',
  'shop.name': "The shop's name.",
  'shop.address': 'The postal address, which marketing must show.',
  'shop.website': "The shop's address on the web.",
  'shop.logo': 'The address of a picture.',
  'links.unsubscribe': 'Leaves all marketing; every marketing email must hold it.',
  'links.preferences': 'Where the customer chooses topics.',
  'links.browser': 'The same email in a browser.',
  'links.confirm': 'Says yes a second time, for lists that ask twice.',
  'order.id': "The order's own id.",
  'order.ordered_at': 'When it was placed.',
  'order.total': 'Its total before refunds.',
  'order.status': 'Its status as imported.',
  'items.*.name': "The product's name.",
  'items.*.quantity': 'How many.',
  'items.*.total': 'Their price together.',
  'recommendations.*.name': "The product's name.",
  'recommendations.*.brand': 'Its brand.',
  'recommendations.*.price': "Its price in the customer's currency, where `rates` has one, else in the shop's.",
  'recommendations.*.converted': 'Set where the price was worked out with `rates`: say "about".',
  'recommendations.*.url': 'Its page in the shop.',
  'recommendations.*.image': 'The address of its picture.',
  'recommendations.*.because': 'The name of the product the customer bought that speaks for it.',
  'coupon.code': 'The code.',
  'coupon.off': 'What it takes off.',
  'coupon.expires': 'The last day on which it can be used.',
}

const WHERE: Readonly<Record<string, string>> = {
  customer:
    'In every email. The [attributes](shop.md#attributes) of the shop file are there too, by their names: not always.',
  shop: 'In every email.',
  links: 'In every email.',
  recommendations:
    'In every email, and empty where there is nothing to recommend: `{{#each recommendations}}{{name}}{{/each}}`. What is recommended to whom: [the language](../language.md#recommendations).',
  order: 'Only where the campaign starts with an order: `starts: {when: bought}`.',
  items: 'Only where the campaign starts with an order: `{{#each items}}{{name}}{{/each}}`.',
  coupon: 'Only in a step with a `coupon`.',
}

/** Variables and helpers of templates. */
export function templatesPage(vocabulary: Vocabulary): string {
  const groups = offeredVariables(['order', 'coupon'])
  return page(
    'Templates',
    `\`templates/NAME.mjml\` is MJML with Handlebars. The subject is \`<mj-title>\`, the preview line \`<mj-preview>\`. \`perennial check\` knows
which variables each [campaign](campaigns.md) offers, and which may be missing: those need a \`default\` or an \`{{#if}}\`.`,
    '## Variables',
    ...groups.flatMap((group) => groupParts(group, vocabulary)),
    '## Helpers',
    table(
      ['helper', 'meaning', 'example'],
      helperDocs.map(({ name, doc, example }) => [code(name), doc, code(example)]),
    ),
    'How texts, languages and includes work: [the language](../language.md#templates).',
  )
}

function groupParts({ name, fields, each }: Variable, vocabulary: Vocabulary): string[] {
  const before = each ? `${name}.*` : name
  const rows = (fields ?? each ?? []).map((field) => [
    code(each ? field.name : `${name}.${field.name}`),
    meaningOf(`${before}.${field.name}`, field.name, vocabulary),
    field.nullable ? 'not always' : 'always',
  ])
  return [`### ${code(name)}`, WHERE[name] ?? '', table(['variable', 'meaning', 'is it there?'], rows)]
}

function meaningOf(path: string, name: string, { fact }: Vocabulary): string {
  return MEANINGS[path] ?? fact(name)?.doc ?? ''
}
