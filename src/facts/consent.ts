import type { Fact } from './fact.ts'

/** Who may be written to, as the consent room reads its log. */
export const consentFacts: readonly Fact[] = [
  {
    name: 'consent',
    kind: 'word',
    words: ['subscribed', 'unsubscribed', 'never asked'],
    doc: 'What the customer has said about marketing.',
    example: 'subscribed',
    missing: 'never missing: `never asked` until something is known',
    rows: 'consents',
  },
  {
    name: 'suppressed',
    kind: 'word',
    words: ['no', 'bounced', 'complained', 'manual', 'erased'],
    doc: 'Why the customer gets nothing at all; the gravest of several reasons.',
    example: 'no',
    missing: 'never missing: `no` where nothing stands in the way',
    rows: 'suppressions',
  },
]
