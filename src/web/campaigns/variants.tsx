import type { Campaign } from '../../campaigns/index.ts'
import { localDay } from '../../calendar/index.ts'
import type { ComparedVariants } from '../../app/index.ts'
import { Badge } from '../parts/badge.tsx'
import { VariantFinding } from '../parts/variant-finding.tsx'
import type { View } from '../view/view.ts'
import { adoptionWords } from '../words/adoptions.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { experimentWords } from '../words/experiments.ts'
import { sayIn } from '../words/index.ts'

interface VariantsProps {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  readonly tests: readonly ComparedVariants[]
}

/** Of each email with variants which is better, in the very words of the page of experiments, and which is adopted. */
export function Variants({ view, campaign, tests }: VariantsProps) {
  const own = tests.filter((test) => test.campaign === campaign.name)
  if (own.length === 0) return null
  const say = sayIn(experimentWords, view.language)
  return (
    <>
      <h3>{say('whichBetter')}</h3>
      {own.map((test) => (
        <p class="variants">
          <strong>{test.step}</strong>: <VariantFinding view={view} test={test} />{' '}
          <span class="soft">
            {say(test.by === 'conversions' ? 'byConversions' : 'byRevenue', { n: test.withinDays })}
          </span>
          <Adopted view={view} test={test} />
        </p>
      ))}
      <p>
        <a href="/insights/experiments">{say('title')}</a>
      </p>
    </>
  )
}

function Adopted({ view, test }: { readonly view: VariantsProps['view']; readonly test: ComparedVariants }) {
  if (!test.adoption) return null
  const { variant, how, at } = test.adoption
  const day = view.format.day(localDay(at, view.app.shop.timeZone))
  const say = sayIn(adoptionWords, view.language)
  return (
    <>
      {' '}
      <Badge tone="good" word={variant} /> {say(how === 'by hand' ? 'adoptedHand' : 'adoptedAuto', { variant, day })}
    </>
  )
}
