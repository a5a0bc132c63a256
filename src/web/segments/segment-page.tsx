import { evaluationContext, shownOf } from '../../app/index.ts'
import { addDays, localDay, startOfDay } from '../../calendar/index.ts'
import { countedRuns, ruleSinceRun, type Segment } from '../../segments/index.ts'
import type { Answers } from '../background/answers.ts'
import { Badge } from '../parts/badge.tsx'
import { ProblemFrame } from '../parts/problem-frame.tsx'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { DayForm } from './day-form.tsx'
import { ExamplesCard } from './examples-card.tsx'
import { findingsOn, FindingsCards, LinesCard, ReachStat } from './findings-cards.tsx'
import { GuardStat } from './guard-stat.tsx'
import { HistoryCard } from './history-card.tsx'
import { MembersCard } from './members-card.tsx'
import { type SeenOn, seenOn } from './seen-on.ts'
import type { SegmentSource } from './segment-source.ts'
import { SourceCard } from './source-card.tsx'
import { SizeStats } from './size-stats.tsx'
import { UsesCard } from './uses-card.tsx'

/** All there is to say of one segment, as of a day. */
export async function segmentPage(given: View<SegmentsWord>, answers: Answers, one: SegmentSource): Promise<Response> {
  const seen = seenOn(given)
  const { view, at } = seen
  const { say, app, ctx } = view
  const { name, segment, source } = one
  const actions = (
    <>
      <DayForm seen={seen} />
      <a class="button" href={`/segments/${name}/try`}>
        {say('tryRule')}
      </a>
    </>
  )
  if (!segment) return view.page({ title: name, actions, body: <BrokenFile view={view} one={one} /> })
  const zone = app.shop.timeZone
  const runs = await countedRuns(ctx, startOfDay(addDays(localDay(ctx.now, zone), -30), zone))
  const [shown] = await shownOf(app.files, app, name)
  const findings = await findingsOn(seen, answers, name)
  const lastRun = runs.findLast(({ sizes }) => sizes.has(name))?.slot
  const body = (
    <>
      <Notices seen={seen} name={name} />
      <dl class="stats" id="numbers">
        <SizeStats view={view} name={name} runs={runs} findings={findings} />
        <ReachStat seen={seen} findings={findings} />
        <GuardStat view={view} segment={segment} runs={runs} />
      </dl>
      <div class="cards">
        <HistoryCard view={view} answers={answers} name={name} />
        <FindingsCards view={view} answer={findings} />
        <LinesCard view={view} answer={findings} />
        <UsesCard view={view} name={name} uses={shown?.uses ?? []} />
        <MembersCard seen={seen} answers={answers} name={name} lastRun={lastRun} />
        {at === 'now' && <ExamplesCard view={view} segment={segment} source={source.text} />}
        {at === 'now' && <SourceCard view={view} name={name} text={source.text} />}
      </div>
    </>
  )
  const lead = <Lead view={view} segment={segment} words={shown?.sentences[0] ?? ''} />
  return view.page({ title: name, lead, actions, body })
}

/** What one must know to read the page: that it shows a past day, or counts by a rule that was changed since. */
async function Notices({ seen, name }: { readonly seen: SeenOn<SegmentsWord>; readonly name: string }) {
  const { view, day, at } = seen
  const { say, app, ctx } = view
  if (at === 'then') {
    return (
      <p class="soft">
        {say('asOfPast', { day: view.format.day(day) })}{' '}
        <a id="back-to-now" href={withParams(view.url, { on: undefined, after: undefined })}>
          {say('backToNow')}
        </a>
      </p>
    )
  }
  if ((await ruleSinceRun(evaluationContext(app, ctx.db, ctx.now), name)) === 'same') return null
  return (
    <p>
      <Badge tone="warn" word={say('newerRule')} />
    </p>
  )
}

/** The sentence is English in every language: it is made of the rule's own words. */
function Lead(props: { readonly view: View<SegmentsWord>; readonly segment: Segment; readonly words: string }) {
  const { view, segment, words } = props
  return (
    <>
      <span lang="en">{words}</span> <small>{view.say('file', { file: segment.file })}</small>
    </>
  )
}

function BrokenFile({ view, one }: { readonly view: View<SegmentsWord>; readonly one: SegmentSource }) {
  const own = view.app.problems.filter(({ place }) => place?.file === one.source.file)
  return (
    <>
      {own.map((problem) => (
        <ProblemFrame view={view} problem={problem} source={one.source.text} />
      ))}
      <pre tabindex={0}>
        <code>{one.source.text}</code>
      </pre>
    </>
  )
}
