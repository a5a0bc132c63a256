import { consentAbout, consentOfRows } from '../consent/index.ts'
import type { Fact } from './fact.ts'

const consentWords = ['subscribed', 'unsubscribed', 'never asked', 'expired']

/** Who may be written to, as the consent room reads its log. */
export const consentFacts: readonly Fact[] = [
  {
    name: 'consent',
    kind: 'word',
    words: consentWords,
    doc: 'What the customer has said about marketing; `expired` where a subscription was given for a time that is over.',
    example: 'subscribed',
    missing: 'never missing: `never asked` until something is known',
    rows: 'consents',
    ofNothing: 'never asked',
    sql: ({ at }) => consentOfRows(at, consentAbout(undefined)),
  },
  {
    name: 'topic',
    kind: 'topic',
    words: consentWords,
    doc: "The same about one of the shop's topics: the latest word about the topic or about marketing as a whole.",
    example: '{name: news, is: subscribed}',
    missing: 'never missing: `never asked` until something is known',
    rows: 'consents',
    ofNothing: 'never asked',
    answers: 'named',
    sql: ({ at, name }) => consentOfRows(at, consentAbout(name)),
  },
  {
    name: 'suppressed',
    kind: 'word',
    words: ['no', 'bounced', 'complained', 'manual', 'erased'],
    doc: 'Why the customer gets nothing at all; the gravest of several reasons.',
    example: 'no',
    missing: 'never missing: `no` where nothing stands in the way',
    rows: 'suppressions',
    ofNothing: 'no',
  },
]
