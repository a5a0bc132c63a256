import type { ComparedVariants } from '../../app/index.ts'
import type { Difference } from '../../models/index.ts'
import type { Voice } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { experimentWords } from '../words/experiments.ts'
import { Badge } from './badge.tsx'
import { signed } from './lift-text.tsx'

/** What can be said of the versions of an email: by how much the best is better, whether that is proven, else how long it takes. */
export function VariantFinding({ view, test }: { readonly view: Voice; readonly test: ComparedVariants }) {
  const say = sayIn(experimentWords, view.language)
  const { by, result } = test
  if (!result) return <>{say('early')}</>
  const { best, next, verdict, daysToGo } = result
  const found = knownDifference(test)
  const text = found
    ? say(by === 'conversions' ? 'beside' : 'besideMoney', { best, next, ...sayDifference(view, by, found) })
    : say('tooFew', { best, next })
  return (
    <>
      {text}{' '}
      {verdict === 'winner' ? (
        <Badge tone="good" word={say('better', { best })} />
      ) : (
        <>
          <Badge tone="plain" word={say('notProven')} /> <span class="soft">{moreText(view, daysToGo)}</span>
        </>
      )}
    </>
  )
}

/** The difference of the two best versions; undefined while there are too few customers to say by how much. */
export function knownDifference({ by, result }: ComparedVariants): Difference | undefined {
  const found = result?.found
  if (!found || !Number.isFinite(found.low) || !Number.isFinite(found.high)) return undefined
  // Between −1 and 1 lies every difference of shares.
  return by === 'conversions' && found.high - found.low >= 2 ? undefined : found
}

/** A difference with the ends of its interval, in customers per 100 or in money a customer. */
export function sayDifference({ format }: Voice, by: ComparedVariants['by'], found: Difference) {
  const text = (value: number) => {
    const size = Math.abs(value)
    return signed(by === 'conversions' ? format.number(size * 100, 1) : format.money(Math.round(size)), value)
  }
  return { by: text(found.difference), low: text(found.low), high: text(found.high) }
}

function moreText({ language }: Voice, days: number | undefined): string {
  const say = sayIn(experimentWords, language)
  if (days === undefined || days === 0) return ''
  return days > LONGEST ? say('longer') : say('more', { n: days })
}

/** Nobody plans further. */
const LONGEST = 365
