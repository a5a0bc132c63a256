import type { Campaign } from '../../campaigns/index.ts'
import type { CampaignStats } from '../../insights/index.ts'
import { shareBase } from '../parts/share-base.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

const COUNTS = [
  'submitted',
  'delivered',
  'opened',
  'clicked',
  'converted',
  'bounced',
  'complained',
  'unsubscribed',
] as const

type Count = (typeof COUNTS)[number]

/** How far the emails of a campaign came, each share with its base. */
export function FunnelCard(props: {
  readonly view: View<CampaignsWord>
  readonly stats: readonly CampaignStats[]
  readonly goal: Campaign['goal']
}) {
  const { view, stats, goal } = props
  const { say, format } = view
  const sum = (count: Count) => stats.reduce((all, row) => all + row[count], 0)
  const base = { submitted: sum('submitted'), delivered: sum('delivered') }
  const isTold = (count: Count) => count === 'submitted' || shareBase(count, sum(count), base) !== 'not told'
  const shown = COUNTS.filter((count) => count !== 'converted' || goal !== undefined)
  return (
    <section class="card">
      <h2>{say('funnel')}</h2>
      <p class="soft">{say('funnelLead')}</p>
      <table class="campaign-funnel">
        <caption class="unseen">{say('funnel')}</caption>
        <tbody>
          {shown.map((count) => (
            <tr>
              <th scope="row">{say(count === 'converted' ? 'bought' : count)}</th>
              <td class="number">{isTold(count) ? format.number(sum(count)) : '–'}</td>
              <td>
                <Bar share={base.submitted === 0 ? 0 : sum(count) / base.submitted} />
                <span class="soft">{shareText(view, count, sum(count), base)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function shareText(
  { say, format }: View<CampaignsWord>,
  count: Count,
  number: number,
  base: { readonly submitted: number; readonly delivered: number },
): string {
  if (count === 'submitted') return ''
  const whole = shareBase(count, number, base)
  if (whole === 'not told') return say('notTold')
  if (whole.all === 0) return ''
  // One complaint in a thousand is much: small shares keep two digits.
  const share = format.percent(number / whole.all, number > 0 && number / whole.all < 0.01 ? 2 : 1)
  const text = say(whole.of === 'submitted' ? 'ofSubmitted' : 'ofDelivered', { share })
  return count === 'opened' ? `${text} (${say('unreliable')})` : text
}

const WIDTH = 120

function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="campaign-bar" width={WIDTH} height="10" viewBox={`0 0 ${WIDTH} 10`} aria-hidden="true">
      <rect class="bar-back" width={WIDTH} height="10" rx="2" />
      <rect width={(Math.min(1, share) * WIDTH).toFixed(1)} height="10" rx="2" />
    </svg>
  )
}
