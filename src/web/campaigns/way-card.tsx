import type { Use } from '../../app/index.ts'
import { weekdayNames } from '../../calendar/index.ts'
import type { Campaign, NotifyStep, PauseStep } from '../../campaigns/index.ts'
import type { JourneyPlace } from '../../insights/index.ts'
import { ScreenLink } from '../parts/screen-link.tsx'
import { emailPath } from '../view/preview-path.ts'
import type { View } from '../view/view.ts'
import type { CampaignsWord } from '../words/campaigns.ts'

/** The way of a campaign, step by step, with how many customers are where. */
export function WayCard(props: {
  readonly view: View<CampaignsWord>
  readonly campaign: Campaign
  /** Undefined while they are counted. */
  readonly places: readonly JourneyPlace[] | undefined
}) {
  const { view, campaign, places } = props
  const { say } = view
  return (
    <section class="card way-card">
      <h2>{say('way')}</h2>
      <ol class="way">
        <li class="way-start">
          {say('start')} <span lang="en">{campaign.starts.phrase}</span>
        </li>
        {campaign.steps.map((step) => {
          if (step.kind === 'wait' || step.kind === 'wait until') {
            return <li class="way-wait">{waitText(view, step)}</li>
          }
          const place = places?.find((one) => one.step === step.id)
          return step.kind === 'send' ? (
            <EmailStep view={view} use={{ campaign, step }} place={place} />
          ) : (
            <TellStep view={view} step={step} place={place} />
          )
        })}
        <li class="way-end">{say('end')}</li>
      </ol>
      {campaign.stopWhen && (
        <p class="soft">
          {say('stop')}: {say('stopText')}.
        </p>
      )}
    </section>
  )
}

function EmailStep(props: {
  readonly view: View<CampaignsWord>
  readonly use: Use
  readonly place: JourneyPlace | undefined
}) {
  const { view, use, place } = props
  const { step } = use
  const { say, format, app } = view
  return (
    <li class="way-email">
      <strong>{step.id}</strong>
      <ScreenLink view={view} to={emailPath(app, use)}>
        {say('preview')}
      </ScreenLink>
      <span class="way-notes">
        {step.variants.map(({ name, share }) => (
          <a class="tag" href={emailPath(app, use, { version: name })}>
            {say('share', { name, share: format.percent(share, 0) })}
          </a>
        ))}
        {step.coupon && <span class="tag">{say('coupon', { code: step.coupon.code })}</span>}
        {step.onlyIf && <span class="tag">{say('sometimes')}</span>}
      </span>
      <Counts view={view} place={place} />
    </li>
  )
}

/** Somebody of the shop is told. */
function TellStep(props: {
  readonly view: View<CampaignsWord>
  readonly step: NotifyStep
  readonly place: JourneyPlace | undefined
}) {
  const { view, step, place } = props
  const { say } = view
  return (
    <li class="way-email">
      <strong>{step.id}</strong>
      <span>{say('tells', { to: view.people.said(step.to) })}</span>
      <span class="way-notes">
        {step.task !== undefined && <span class="tag">{say('toDo', { task: step.task })}</span>}
        {step.onlyIf && <span class="tag">{say('sometimes')}</span>}
      </span>
      <Counts view={view} place={place} />
    </li>
  )
}

function Counts({ view, place }: { readonly view: View<CampaignsWord>; readonly place: JourneyPlace | undefined }) {
  const { say } = view
  return (
    <>
      {place && place.before > 0 && <span class="way-count">{say('coming', { n: place.before })}</span>}
      {place && place.after > 0 && <span class="way-count">{say('between', { n: place.after })}</span>}
    </>
  )
}

function waitText({ say, language }: View<CampaignsWord>, step: PauseStep): string {
  if (step.kind === 'wait') return say(step.unit, { n: step.count })
  const day = weekday(step.weekday, language)
  return step.time === undefined ? say('until', { day }) : say('untilAt', { day, time: step.time })
}

/** 1 = Monday; 5 January 1970 was one. */
function weekday(number: number, language: string): string {
  if (language === 'en') return weekdayNames[number - 1] ?? ''
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format((number + 3) * 86_400_000)
}
