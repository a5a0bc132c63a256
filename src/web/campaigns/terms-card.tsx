import type { Child } from 'hono/jsx'
import { type Again, type Campaign, dueSteps } from '../../campaigns/index.ts'
import { sayRule } from '../../segments/index.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

type CampaignsView = View<CampaignsWord>

/** What the file of a campaign says, term by term. A rule keeps the English words of its file. */
export function TermsCard({ view, campaign }: { readonly view: CampaignsView; readonly campaign: Campaign }) {
  const { say } = view
  const { starts, who, sendAt, stopWhen, again, late } = campaign
  const terms: readonly (readonly [string, Child])[] = [
    [say('termStarts'), <Rule text={starts.phrase} />],
    ...(who ? [[say('termWho'), <Rule text={sayRule(who)} />] as const] : []),
    [say('termSends'), say(sendAt.clock === 'customer' ? 'clockOfCustomer' : 'clockOfShop', { time: sendAt.time })],
    ...dueSteps(campaign).flatMap((step) =>
      step.onlyIf ? [[say('termOnlyIf', { step: step.id }), <Rule text={sayRule(step.onlyIf)} />] as const] : [],
    ),
    ...(stopWhen ? [[say('termStops'), <Rule text={sayRule(stopWhen)} />] as const] : []),
    [say('termAgain'), sayAgain(view, again)],
    [say('termLate'), late === 0 ? say('lateNever') : say('lateDays', { n: late })],
  ]
  return (
    <section class="card">
      <h2>{say('words')}</h2>
      <dl class="pairs">
        {terms.map(([term, value]) => (
          <>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  )
}

function Rule({ text }: { readonly text: string }) {
  return <span lang="en">{text}</span>
}

function sayAgain({ say }: CampaignsView, again: Again): string {
  if (typeof again === 'object') return say('againAfter', { n: again.afterDays })
  return say(AGAIN[again])
}

const AGAIN = {
  never: 'againNever',
  'every time': 'againEveryTime',
  'every year': 'againEveryYear',
} as const satisfies Record<Exclude<Again, object>, CampaignsWord>
