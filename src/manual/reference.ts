import { campaignShape, triggers } from '../campaigns/index.ts'
import { shopShape } from '../config/index.ts'
import type { FileNames, Vocabulary } from '../facts/index.ts'
import { goalShape } from '../goals/index.ts'
import { segmentShape } from '../segments/index.ts'
import { eventsPage } from './pages/events-page.ts'
import { factsPage } from './pages/facts-page.ts'
import { indexPage } from './pages/index-page.ts'
import { groupsTable, keysPage } from './pages/keys-page.ts'
import { code, table } from './pages/markdown.ts'
import { phrasesPage } from './pages/phrases-page.ts'
import { rfmPage } from './pages/rfm-page.ts'
import { templatesPage } from './pages/templates-page.ts'
import type { MadeFile } from './schemas.ts'

const NONE: FileNames = { segments: [], templates: [] }

/** The pages of `docs/reference/`: everything that the language knows, told from the program's own lists. */
export function referenceOf(vocabulary: Vocabulary): MadeFile[] {
  const pages: Readonly<Record<string, string>> = {
    index: indexPage(vocabulary),
    facts: factsPage(vocabulary),
    events: eventsPage(vocabulary),
    phrases: phrasesPage(vocabulary),
    rfm: rfmPage(),
    segments: segmentsPage(vocabulary),
    campaigns: campaignsPage(vocabulary),
    shop: shopPage(),
    goals: goalsPage(),
    templates: templatesPage(vocabulary),
  }
  return Object.entries(pages).map(([name, text]) => ({ file: `docs/reference/${name}.md`, text }))
}

function segmentsPage(vocabulary: Vocabulary): string {
  const shape = segmentShape(vocabulary, NONE)
  const who = shape.keys.find(({ key }) => key === 'who')
  return keysPage(
    'Segments',
    'A file of `segments/` is a question that each customer answers with yes or no. The file is named like its segment.',
    shape,
    '## Rules',
    'A rule is made of groups, and a group of lines. A line is a [fact](facts.md) with a [phrase](phrases.md), or an [event](events.md). A list item may be a group again, up to ten levels deep; several keys in one item are joined by *and*.',
    who ? groupsTable(who.shape) : '',
  )
}

function campaignsPage(vocabulary: Vocabulary): string {
  const shape = campaignShape(vocabulary, NONE)
  const starts = shape.keys.find(({ key }) => key === 'starts')?.shape
  const docOf = (option: string) => (starts?.is === 'map' ? starts.keys.find(({ key }) => key === option)?.doc : '')
  const rows = triggers.map(({ name, doc, example, options }) => [
    code(name),
    doc,
    code(example),
    options.map((option) => `${code(option)}: ${docOf(option)}`).join(' '),
  ])
  return keysPage(
    'Campaigns',
    'A file of `campaigns/` says who gets which emails, and when. The file is named like its campaign.',
    shape,
    '## Triggers',
    'What begins a journey, under `starts`. A trigger on an event takes the [filters of the event](events.md) too.',
    table(['trigger', 'starts', 'example', 'options'], rows),
    'Why a planned email goes out, waits or is skipped: [decisions and reasons](../language.md#decisions-and-reasons).',
  )
}

function shopPage(): string {
  return keysPage(
    'The shop file',
    '`perennial.yaml` says who you are and which house rules every campaign keeps. Passwords and keys are never in it: they come from the environment, see [operations](../operations.md).',
    shopShape([]),
  )
}

function goalsPage(): string {
  return keysPage(
    'Goals',
    '`goals.yaml` beside the shop file is a list of what numbers shall become: each item names one number, how it shall move and by when, and may say more. How they are judged: [goals](../goals.md).',
    goalShape([]),
  )
}
