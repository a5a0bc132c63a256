import { dueSteps } from '../campaigns/index.ts'
import type { Notice } from '../insights/index.ts'
import { moneyText } from './alert-sentences.ts'
import type { App } from './open-app.ts'

/** Who it is, why she is there, and what is to be done: the words of a step `notify` for one customer. */
export function noticeSentence(notice: Notice, { shop, campaigns }: Pick<App, 'shop' | 'campaigns'>): string {
  const { id, name, started, order, orders, spent, lastOrder } = notice
  const campaign = campaigns.find((one) => one.name === notice.campaign)
  const step = campaign && dueSteps(campaign).find((one) => one.id === notice.step)
  const who = oneLine(name === null ? id : `${name} (${id})`)
  const why = campaign ? ` (starts ${campaign.starts.phrase})` : ''
  const about = order === null ? '' : `, order ${order}`
  const facts =
    orders === 0
      ? 'no orders yet'
      : `${orders === 1 ? '1 order' : `${orders} orders`}, ${moneyText(spent, shop.currency)} so far, the last on ${lastOrder}`
  return [
    `${who} is in ${campaign?.title ?? notice.campaign} since ${started}${about}${why}: ${facts}.`,
    ...(step?.kind === 'notify' && step.task !== undefined ? [`To do: ${step.task}.`.replace(/([.!?])\.$/, '$1')] : []),
    ...(shop.staff.view === undefined ? [] : [`${shop.staff.view}/customers/${encodeURIComponent(id)}`]),
  ].join(' ')
}

/** A name is what somebody typed into a form. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').slice(0, 200)
}
