import { type Kind, kinds, type Vocabulary } from '../../facts/index.ts'
import { code, link, page } from './markdown.ts'

/** The phrases of every kind, and the facts that take them. */
export function phrasesPage(vocabulary: Vocabulary): string {
  return page(
    'Phrases',
    `What stands behind a [fact](facts.md) or a [filter or measure of an event](events.md) depends on its kind. Capitals and the number
of blanks do not matter, \`1 day\` and \`2 days\` are both understood; \`perennial fmt\` writes the one form shown here.`,
    'There is no *not*: put the line under `none`. What is missing meets no comparison, only `not set` or `never`.',
    kinds.map(({ name }) => `- ${link(name, name)}`).join('\n'),
    ...kinds.flatMap((kind) => kindParts(kind, vocabulary)),
  )
}

function kindParts({ name, doc, examples }: Kind, { facts, events }: Vocabulary): string[] {
  const named = facts.filter(({ kind }) => kind === name)
  const asked = events.filter((event) => [...event.filters, ...event.measures].some(({ kind }) => kind === name))
  const where = [
    ...named.map((fact) => link(code(fact.name), fact.name, 'facts.md')),
    ...(asked.length > 0 ? ['[events](events.md)'] : []),
  ]
  return [
    `## ${name}`,
    doc,
    examples.map((example) => `- ${code(example)}`).join('\n'),
    where.length > 0 ? `Asked of: ${where.join(', ')}.` : 'For the attributes of your own.',
  ]
}
