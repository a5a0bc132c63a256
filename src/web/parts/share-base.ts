/** What may come of an email. */
export type Came = 'delivered' | 'opened' | 'clicked' | 'converted' | 'bounced' | 'complained' | 'unsubscribed'

/** Of what a share is, and how many those are; `not told`: the mail service says nothing of it. */
export type ShareBase = { readonly of: 'submitted' | 'delivered'; readonly all: number } | 'not told'

/**
 * The base of a share of emails. What is read has the delivered as its base where the mail service tells of them;
 * where it does not, a zero says nothing. Goals and unsubscribing are our own.
 */
export function shareBase(
  what: Came,
  value: number,
  { submitted, delivered }: { readonly submitted: number; readonly delivered: number },
): ShareBase {
  if (what === 'converted') return { of: 'submitted', all: submitted }
  const told = delivered > 0
  if (!told && value === 0 && what !== 'unsubscribed') return 'not told'
  const ofSubmitted = !told || what === 'delivered' || what === 'bounced'
  return ofSubmitted ? { of: 'submitted', all: submitted } : { of: 'delivered', all: delivered }
}
