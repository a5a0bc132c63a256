import type { Campaign } from '../../campaigns/index.ts'
import { sayRule } from '../../segments/index.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

/** What a campaign is for, and who is held out to measure it. */
export function MeasureCard(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  /** Undefined while it is counted. */
  readonly heldOut: number | undefined
}) {
  const { view, campaign, heldOut } = props
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
    </section>
  )
}
