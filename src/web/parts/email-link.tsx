import { localDay } from '../../calendar/index.ts'
import type { Instant } from '../../clock.ts'
import { emailPath } from '../view/preview-path.ts'
import type { Scene } from '../view/view.ts'

/**
 * An email of a customer, `campaign / step`, as a link to its preview on the day of an instant; only its name where its
 * campaign or template is gone.
 */
export function EmailLink(props: {
  readonly view: Scene
  /** The customer's id. */
  readonly customer: string
  readonly name: string
  readonly at: Instant
  readonly version?: string | null
}) {
  const { view, customer, name, at, version } = props
  const [campaignName, id] = name.split(' / ')
  const campaign = view.app.campaigns.find((one) => one.name === campaignName)
  const step = campaign?.steps.find((one) => one.kind === 'send' && one.id === id)
  if (!campaign || step?.kind !== 'send' || !view.app.templates.names.includes(step.template)) return <>{name}</>
  const on = localDay(at, view.app.shop.timeZone)
  return <a href={emailPath(view.app, { campaign, step }, { as: customer, on, version })}>{name}</a>
}
