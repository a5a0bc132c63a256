import { StateBadge } from '../parts/state-badge.tsx'
import { When } from '../parts/times.tsx'
import { sayIn } from '../words/index.ts'
import { reasonWords } from '../words/reasons.ts'
import type { CustomerProps } from './customer-props.ts'
import { customerPath } from './customer-path.ts'
import { EmailLink } from '../parts/email-link.tsx'
import { FactsCard } from './facts-card.tsx'
import { LogCard } from './log-card.tsx'
import { PastCard } from './past-card.tsx'
import { StandingCard } from './standing-card.tsx'
import { WhoCard } from './who-card.tsx'

/** One customer: where they stand, what comes and why not, what happened, and all that is known. */
export function CustomerPage(props: CustomerProps) {
  const { view, sheet, facts, past, log } = props
  return (
    <>
      <StandingCard view={view} sheet={sheet} />
      <div class="cards">
        <WhysCard view={view} sheet={sheet} />
        <div class="customer-side">
          <WhoCard view={view} sheet={sheet} />
          <LogCard view={view} log={log} />
        </div>
      </div>
      <PastCard view={view} past={past} customer={sheet.row.id} />
      <FactsCard view={view} facts={facts} />
    </>
  )
}

/** What is decided, and a place for the reasons of each campaign: each comes by itself, or behind its link. */
function WhysCard({ view, sheet }: Pick<CustomerProps, 'view' | 'sheet'>) {
  const { say } = view
  const reason = sayIn(reasonWords, view.language)
  const path = customerPath(sheet.row.id)
  return (
    <section class="card">
      {sheet.coming.length > 0 && (
        <>
          <h2>{say('coming')}</h2>
          <ul class="plain-list">
            {sheet.coming.map((email) => (
              <li>
                <StateBadge view={view} state={email.state} />{' '}
                <EmailLink
                  view={view}
                  customer={sheet.row.id}
                  name={`${email.campaign} / ${email.step}`}
                  at={email.sendAt ?? view.ctx.now}
                />{' '}
                {email.sendAt !== null && <When view={view} at={email.sendAt} as="near" />}
                {email.reason !== 'due' && email.reason in reasonWords.en && (
                  <span class="under">{reason(email.reason as keyof typeof reasonWords.en)}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{say('why')}</h2>
      {view.app.campaigns.map(({ name }, i) => (
        <div
          class="why-place"
          id={`why-${i}`}
          hx-get={`${path}/why/${encodeURIComponent(name)}`}
          hx-trigger="load"
          hx-target={`#why-${i}`}
          hx-select="#why"
          hx-swap="innerHTML"
        >
          <a href={`${path}/why/${encodeURIComponent(name)}`}>{say('whyOf', { campaign: name })}</a>
        </div>
      ))}
    </section>
  )
}
