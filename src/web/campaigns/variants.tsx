import type { Campaign } from '../../campaigns/index.ts'
import { type BestVariant, bestVariant } from '../../insights/index.ts'
import { Badge } from '../parts/badge.tsx'
import { sayLift } from '../parts/lift-text.tsx'
import type { Scene, View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { variantWords } from '../words/variants.ts'
import { timeBefore } from './count-journey.ts'
import type { CampaignFigures } from './figures.ts'

interface VariantsProps {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  readonly figures: CampaignFigures
}

/** Of each email with variants which is better, and how long it takes until that is known. */
export function Variants({ view, campaign, figures }: VariantsProps) {
  if (!campaign.goal) return null
  const steps = [...new Set(figures.stats.flatMap(({ step, variant }) => (variant === null ? [] : [step])))]
  const compared = steps.flatMap((step) => {
    const best = bestVariant(sharesOf(figures, step))
    return best ? [{ step, best }] : []
  })
  if (compared.length === 0) return null
  const say = sayIn(variantWords, view.language)
  return (
    <>
      <h3>{say('title')}</h3>
      {compared.map(({ step, best }) => (
        <p class="variants">
          <Verdict view={view} step={step} best={best} perDay={perDay(view, campaign, figures, step)} />
        </p>
      ))}
      <p class="soft">{say('note')}</p>
    </>
  )
}

function sharesOf({ stats }: CampaignFigures, wanted: string) {
  return stats.flatMap(({ step, variant, converted, submitted }) =>
    step === wanted && variant !== null ? [{ variant, reached: converted, of: submitted }] : [],
  )
}

const DAY = 86_400_000

/** Emails a day with a variant, of the last 30 days or since the first could go out. */
function perDay({ ctx }: Scene, campaign: Campaign, { month, begun }: CampaignFigures, step: string): number {
  const sent = month.reduce((sum, row) => sum + (row.step === step && row.variant !== null ? row.submitted : 0), 0)
  const days = begun === undefined ? 30 : (ctx.now - begun - timeBefore(campaign, step)) / DAY
  return sent / Math.min(30, Math.max(1, days))
}

function Verdict(props: {
  readonly view: View<CampaignsWord>
  readonly step: string
  readonly best: BestVariant
  readonly perDay: number
}) {
  const { view, step, best: compared, perDay } = props
  const { best, next, found, verdict, toGo } = compared
  const say = sayIn(variantWords, view.language)
  const { format } = view
  const shareOf = ({ variant, reached, of }: BestVariant['best']) =>
    say('shareOf', {
      variant,
      ...{ share: format.percent(reached / of), reached: format.number(reached), all: format.number(of) },
    })
  return (
    <>
      <strong>{step}</strong>: {shareOf(best)}, {shareOf(next)}. {say('difference', { by: sayLift(view, found) })}{' '}
      {verdict === 'better' ? (
        <Badge tone="good" word={say('better', { variant: best.variant })} />
      ) : (
        <>
          <Badge tone="plain" word={say('notProven')} /> <span class="soft">{waitText(view, toGo, perDay)}</span>
        </>
      )}
    </>
  )
}

/** Nobody plans further. */
const LONGEST = 365

function waitText({ language, format }: Scene, toGo: number | undefined, perDay: number): string {
  const say = sayIn(variantWords, language)
  if (toGo === undefined) return say('same')
  const days = Math.ceil(toGo / perDay)
  if (days <= LONGEST) return say('more', { n: days })
  return perDay === 0 ? say('moreEmails', { n: format.number(toGo) }) : say('longer')
}
