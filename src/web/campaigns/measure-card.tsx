import type { Campaign } from '../../campaigns/index.ts'
import { type HoldoutCounts, liftOf } from '../../insights/index.ts'
import { sayRule } from '../../segments/index.ts'
import { LiftText } from '../parts/lift-text.tsx'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import type { CampaignsWord } from '../words/campaigns.ts'
import { liftWords } from '../words/lift.ts'

/** What a campaign is for, and who is held out to measure it. */
export function MeasureCard(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  /** Undefined while it is counted. */
  readonly heldOut: number | undefined
  /** Undefined where they are not counted yet. */
  readonly counts: HoldoutCounts | undefined
}) {
  const { view, campaign, heldOut, counts } = props
  const { say, format } = view
  const { goal, holdout } = campaign
  return (
    <section class="card">
      <h2>{say('goal')}</h2>
      {goal ? (
        <>
          <p lang="en">{sayRule(goal.rule)}</p>
          <p class="soft">{say('goalText', { n: goal.withinDays })}</p>
        </>
      ) : (
        <p class="soft">{say('noGoal', { example: '{bought: anything, within: 30 days}' })}</p>
      )}
      <h2>{say('holdout')}</h2>
      {holdout === undefined ? (
        <p class="soft">{say('noHoldout')}</p>
      ) : (
        <>
          <p>{say('heldOutText', { share: format.percent(holdout) })}</p>
          {heldOut !== undefined && <p class="soft">{say('heldOut', { n: heldOut })}</p>}
        </>
      )}
      {goal && (holdout !== undefined || counts) && <Measured view={view} counts={counts} />}
    </section>
  )
}

function Measured(props: { readonly view: View<CampaignsWord>; readonly counts: HoldoutCounts | undefined }) {
  const { view, counts } = props
  const { format, language } = view
  const say = sayIn(liftWords, language)
  const lift = counts && liftOf(counts)
  if (!counts || !lift) return <p class="soft">{say('liftWaits')}</p>
  const { treated, treatedReached, heldOut, heldOutReached } = counts
  const base = {
    ...{ reached: format.number(treatedReached), treated: format.number(treated) },
    ...{ heldReached: format.number(heldOutReached), held: format.number(heldOut) },
    ...{ share: format.percent(treatedReached / treated), heldShare: format.percent(heldOutReached / heldOut) },
  }
  return (
    <>
      <h2>{say('lift')}</h2>
      <p>
        <LiftText view={view} lift={lift} />
      </p>
      <p class="soft">
        {say('liftBase', base)} {say('liftNote')}
      </p>
    </>
  )
}
