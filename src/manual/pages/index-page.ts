import type { Vocabulary } from '../../facts/index.ts'
import { page, table } from './markdown.ts'

/** The table of contents, and how an editor helps. */
export function indexPage({ facts, events }: Vocabulary): string {
  const rows = [
    ['[Facts](facts.md)', `what rules can ask about a customer: ${facts.length} of them, and your own`],
    ['[Events](events.md)', `what can have happened, how often and when: ${events.length} of them, and your own`],
    ['[Phrases](phrases.md)', 'how numbers, money, days and texts are compared'],
    ['[RFM groups](rfm.md)', 'champions, loyal, at risk …: which scores make which group'],
    ['[Segments](segments.md)', 'the keys of a file in `segments/`, and how rules are built'],
    ['[Campaigns](campaigns.md)', 'the keys of a file in `campaigns/`, its triggers and steps'],
    ['[The shop file](shop.md)', 'the keys of `perennial.yaml`'],
    ['[Goals](goals.md)', 'the keys of `goals.yaml`: what numbers shall become'],
    ['[Templates](templates.md)', 'variables and helpers of emails'],
    ['[Problems](../problems.md)', 'what `perennial check` may say, by code'],
  ]
  return page(
    'Reference',
    'Everything that the language knows, on a few pages. To learn it, begin with [the language](../language.md); it explains what the words mean.',
    table(['page', 'what it holds'], rows),
    '## In your editor',
    `The files of a shop begin with a line such as \`# yaml-language-server: $schema=../schema/segment.json\`. Editors with the YAML language server (in
Visual Studio Code the extension *YAML* by Red Hat) then offer facts and phrases while you type, show what a word means where the mouse rests, and
underline what cannot be. After a change of \`attributes\`, \`events\` or the names of segments, \`perennial schema\` tells the editor of it.`,
  )
}
