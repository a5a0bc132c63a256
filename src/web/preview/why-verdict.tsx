import { type Day, localDay } from '../../calendar/index.ts'
import type { WhyCampaign } from '../../plan/index.ts'
import { LineInTheWay, Turns } from '../parts/why-texts.tsx'
import { missingLine } from '../view/found-text.ts'
import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import type { PreviewWord } from '../words/preview.ts'
import { reasonWords } from '../words/reasons.ts'
import type { Preview } from './load-preview.ts'

interface WhyProps {
  readonly view: View<PreviewWord>
  readonly preview: Preview
  readonly why: WhyCampaign
}

/**
 * What becomes of the email that is shown. Where the campaign is past it or not so far: what became of it, which email
 * comes next, and which one the lines below are about.
 */
export function Verdict({ view, preview, why }: WhyProps) {
  const { say, people, language } = view
  const name = people.name(preview.around.customer)
  const because = why.decision !== 'send' && <p class="soft">{sayIn(reasonWords, language)(why.reason)}</p>
  if (isAbout(preview, why)) {
    return (
      <>
        <p class="verdict">{decided(view, why, name)}</p>
        {because}
      </>
    )
  }
  return (
    <>
      <p class="verdict">{become(view, preview, why, name)}</p>
      <Following view={view} why={why} />
      {because}
      {why.step !== null && <h3>{say('linesOf', { step: why.step })}</h3>}
    </>
  )
}

/** Whether the plan decides the email that is shown; what went out today it only knows as sent. */
function isAbout({ use }: Preview, { step, reason, sent }: WhyCampaign): boolean {
  return step !== null && step === use?.step.id && !(reason === 'already_sent' && sent.length > 0)
}

function decided({ say, format }: View<PreviewWord>, why: WhyCampaign, name: string): string {
  const step = why.step ?? why.campaign
  const at = why.sendAt === null ? undefined : format.instant(Date.parse(why.sendAt))
  if (why.decision === 'send' && at !== undefined) return say('gets', { name, step, at })
  if (why.decision !== 'wait') return say('getsNot', { name, step })
  return at === undefined ? say('waits', { name, step }) : say('waitsUntil', { name, step, at })
}

function become({ say, format }: View<PreviewWord>, { use }: Preview, why: WhyCampaign, name: string): string {
  const step = use?.step.id ?? why.campaign
  const sent = why.sent.find((one) => one.step === step)
  if (!sent) return say('getsNotNow', { name, step })
  return say(sent.state === 'submitted' ? 'got' : 'onItsWay', { name, step, at: format.instant(Date.parse(sent.at)) })
}

/** The email of the campaign that the customer gets next, else what stands in its way. */
function Following({ view, why }: Omit<WhyProps, 'preview'>) {
  const { say, format } = view
  const { campaign, sendAt } = why
  const day = sendAt === null ? comingDay(view, why) : localDay(Date.parse(sendAt), view.app.shop.timeZone)
  const step = sendAt === null ? why.nextStep : why.step
  if (day === undefined || step === null) return <Missing view={view} why={why} />
  return <p class="next">→ {say('nextFrom', { campaign, step, day: format.day(day) })}</p>
}

/** When it becomes true if nothing else happens, or the one thing that is missing. */
export function Next({ view, preview, why }: WhyProps) {
  if (why.decision === 'send' || !isAbout(preview, why)) return null
  const day = comingDay(view, why)
  if (day === undefined) return <Missing view={view} why={why} />
  return (
    <p class="next">
      → {view.say('nextOn', { day: view.format.day(day) })} <Turns view={view} turns={why.turns} />
    </p>
  )
}

function comingDay({ app, ctx }: View<PreviewWord>, { nextTrueOn }: WhyCampaign): Day | undefined {
  return nextTrueOn !== null && nextTrueOn >= localDay(ctx.now, app.shop.timeZone) ? nextTrueOn : undefined
}

function Missing({ view, why }: Omit<WhyProps, 'preview'>) {
  const line = missingLine(why)
  if (!line) return null
  return (
    <p class="next">
      {view.say('missing')} <LineInTheWay view={view} line={line} />
    </p>
  )
}
