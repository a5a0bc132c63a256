import { type Fact, sayMissing, type Theme, type Vocabulary } from '../../facts/index.ts'
import { code, link, page } from './markdown.ts'

/** Every fact by theme: what it means, which phrases it takes, and what holds where there is none. */
export function factsPage({ themes }: Vocabulary): string {
  const contents = themes.map(({ title, facts }) => {
    return `- ${link(title, title)}: ${facts.map(({ name }) => link(code(name), name)).join(', ')}`
  })
  return page(
    'Facts',
    `What a line of a rule can ask about a customer: ${code('fact: phrase')}. Each kind of fact has its own [phrases](phrases.md); what
happened how often, and when, is asked of [events](events.md).`,
    'To these come the `attributes` that your [shop file](shop.md#attributes) declares, under the names you give them.',
    contents.join('\n'),
    ...themes.flatMap(themeParts),
  )
}

function themeParts({ title, facts }: Theme): string[] {
  return [`## ${title}`, ...facts.flatMap(factParts)]
}

function factParts(fact: Fact): string[] {
  const { name, kind, doc, example, words } = fact
  const shown = name === 'rfm_group' ? [`- The words and what they mean: [RFM groups](rfm.md)`] : []
  const one = words && words.length > 0 && shown.length === 0 ? [`- One of: ${words.map(code).join(', ')}`] : []
  return [
    `### ${code(name)}`,
    doc,
    [
      `- Example: ${code(`${name}: ${example}`)}`,
      `- Kind: ${link(kind, kind, 'phrases.md')}`,
      ...one,
      ...shown,
      `- ${sayMissing(fact)}`,
    ].join('\n'),
  ]
}
