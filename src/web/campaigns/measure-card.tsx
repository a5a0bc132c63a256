import type { Campaign } from '../../campaigns/index.ts'
import { type Holdout, liftOf } from '../../insights/index.ts'
import { sayRule } from '../../segments/index.ts'
import { GroupsWarning, sayBeyond } from '../parts/beyond-holdout.tsx'
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
  readonly counts: Holdout | undefined
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

function Measured(props: { readonly view: View<CampaignsWord>; readonly counts: Holdout | undefined }) {
  const { view, counts } = props
  const { format, language } = view
  const say = sayIn(liftWords, language)
  const lift = counts && liftOf(counts)
  if (!counts || !lift) return <p class="soft">{say('liftWaits')}</p>
  const { treated, heldOut } = counts
  const base = {
    ...{ reached: format.number(treated.reached), treated: format.number(treated.customers) },
    ...{ heldReached: format.number(heldOut.reached), held: format.number(heldOut.customers) },
    ...{
      share: format.percent(treated.reached / treated.customers),
      heldShare: format.percent(heldOut.reached / heldOut.customers),
    },
  }
  return (
    <>
      <h2>{say('lift')}</h2>
      <p>
        <LiftText view={view} lift={lift} />
      </p>
      <GroupsWarning view={view} counts={counts} lift={lift} />
      <p>{sayBeyond(view, counts, lift).join(' ')}</p>
      <p class="soft">
        {say('liftBase', base)} {say('liftNote')}
      </p>
    </>
  )
}
