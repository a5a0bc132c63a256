import type { Shop } from '../config/index.ts'
import { type Clause, type EventQuestion, isEventQuestion, type Vocabulary } from '../facts/index.ts'
import type { Problem } from '../problem.ts'
import { clausesOf, type Rule } from '../segments/index.ts'
import { didYouMean } from '../yaml/index.ts'
import { nameOf, type ShopFiles } from './shop-files.ts'

/**
 * A warning for each campaign, template or topic that a line asks about and nobody wrote: `opened: {campaign: wellcome}`
 * would be silently false. No error: an email of last year may belong to a campaign that is gone.
 */
export function unknownMentions(
  rules: readonly Rule[],
  files: ShopFiles,
  shop: Shop,
  vocabulary: Vocabulary,
): Problem[] {
  const known: Readonly<Record<Named, readonly string[]>> = {
    campaign: files.campaigns.map(nameOf),
    template: files.templates.map(nameOf),
    topic: Object.keys(shop.topics),
  }
  return rules.flatMap(clausesOf).flatMap((clause) =>
    mentionsIn(clause.question, vocabulary).flatMap(({ of, name }) => {
      const names = known[of]
      return names.some((one) => folded(one) === folded(name)) ? [] : [unknownMention(clause, of, name, names)]
    }),
  )
}

/** What a filter over emails may name, and the word for a name that nobody wrote. */
const CODES = { campaign: 'unknown-campaign', template: 'unknown-template', topic: 'unknown-topic' } as const
type Named = keyof typeof CODES

interface Mention {
  readonly of: Named
  readonly name: string
}

/** The names that filters over emails ask for; the shop's own events may call anything a campaign. */
function mentionsIn(question: Clause['question'], vocabulary: Vocabulary): Mention[] {
  if (!isEventQuestion(question)) return []
  const next = question.followedBy ? mentionsIn(question.followedBy.event, vocabulary) : []
  return vocabulary.event(question.event)?.rows === 'events' ? next : [...mentionsOf(question), ...next]
}

function mentionsOf({ filters }: EventQuestion): Mention[] {
  return filters.flatMap(({ name: of, condition }) =>
    isNamed(of) && condition.is === 'one of' ? condition.shown.map((name) => ({ of, name })) : [],
  )
}

function isNamed(filter: string): filter is Named {
  return Object.hasOwn(CODES, filter)
}

function unknownMention(clause: Clause, of: Named, name: string, names: readonly string[]): Problem {
  const near = didYouMean(name, names)
  const hint = near ? `did you mean "${near}"?` : `true only for emails of a ${of} that is no longer there`
  const message = `Unknown ${of} "${name}"`
  const problem = { code: CODES[of], severity: 'warning', message, hint, place: clause.place } as const
  return near ? { ...problem, try: clause.text.replace(name, near) } : problem
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
