import type { Findings, LineShare, Reach } from '../../segments/index.ts'
import type { Answer, Answers } from '../background/answers.ts'
import { Polled } from '../background/working.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { Computing } from './computing.tsx'
import type { SeenOn } from './seen-on.ts'
import { weekAgo } from './week.ts'

type SegmentsView = View<SegmentsWord>

/** Asks what each line of a segment does, whom it reaches and who moved. */
export function findingsOn({ view, at }: SeenOn<SegmentsWord>, answers: Answers, segment: string) {
  const { app, ctx } = view
  // From a whole hour on: the same question all day would be another each millisecond.
  const since = weekAgo(Math.floor(ctx.now / 3_600_000) * 3_600_000, app.shop.timeZone)
  return answers.ask({ kind: 'findings', segment, since, ...(at === 'then' && { at: ctx.now }) })
}

/** How many members marketing reaches. */
export function ReachStat(props: {
  readonly seen: SeenOn<SegmentsWord>
  readonly findings: Answer<Findings | undefined>
}) {
  const { seen, findings } = props
  const { say, format } = seen.view
  // The members beside it are those of the last run.
  const label = seen.at === 'now' ? say('reachable') : say('reachableOn', { day: format.day(seen.day) })
  if (findings.state !== 'done' || !findings.value) return <Stat label={label} value="…" />
  const { reach, size } = findings.value
  const reached = reach.find(({ outcome }) => outcome === 'reachable')?.customers ?? 0
  const note = size > 0 ? say('ofMembers', { share: format.percent(reached / size), n: size }) : undefined
  return <Stat label={label} value={format.number(reached)} note={note} />
}

/** Whom it reaches and who moved: both need the whole base and say that they are computing until they are there. */
export function FindingsCards({
  view,
  answer,
}: {
  readonly view: SegmentsView
  readonly answer: Answer<Findings | undefined>
}) {
  const { say } = view
  const found = answer.state === 'done' ? answer.value : undefined
  return (
    <Polled view={view} id="findings" state={answer.state} kind="third stacked" also="#numbers,#lines">
      {answer.state !== 'done' && (
        <section class="card">
          <h2>{say('reach')}</h2>
          <Computing view={view} answer={answer} doing="workingFindings" />
        </section>
      )}
      {found && <ReachCard view={view} reach={found.reach} />}
      {found && <MovementCard view={view} movement={found.movement} />}
    </Polled>
  )
}

/** What each line does; empty until it is known. */
export function LinesCard({
  view,
  answer,
}: {
  readonly view: SegmentsView
  readonly answer: Answer<Findings | undefined>
}) {
  const { say } = view
  const lines = answer.state === 'done' ? answer.value?.lines : undefined
  return (
    <section class="card two-thirds" id="lines">
      {lines ? (
        <LinesTable view={view} lines={lines} />
      ) : (
        <>
          <h2>{say('lines')}</h2>
          <p class="soft">{say(answer.state === 'failed' ? 'failed' : 'workingFindings')}</p>
        </>
      )}
    </section>
  )
}

function LinesTable({ view, lines }: { readonly view: SegmentsView; readonly lines: readonly LineShare[] }) {
  const { say, format } = view
  return (
    <DataTable
      view={view}
      caption={say('lines')}
      rows={lines}
      columns={[
        {
          title: say('line'),
          heads: 'row',
          cell: ({ text, turn, line }) => (
            <>
              {turn === 'turned' && <span class="soft">{say('noneOf')} </span>}
              <code>{text}</code> <small>{say('lineAt', { n: line })}</small>
            </>
          ),
        },
        { title: say('alone'), kind: 'number', cell: ({ alone }) => format.number(alone) },
        { title: say('effect'), kind: 'number', cell: (line) => effectOf(view, line) },
      ]}
    />
  )
}

function effectOf({ say, format }: SegmentsView, { keepsOut, turn }: LineShare): string {
  if (keepsOut === undefined) return say('onlyLine')
  if (keepsOut === 0) return say('changesNothing')
  if (keepsOut < 0) return say('letsIn', { n: format.number(-keepsOut) })
  return say('keepsOut', { none: turn === 'turned' ? 'yes' : 'no', n: format.number(keepsOut) })
}

function ReachCard({ view, reach }: { readonly view: SegmentsView; readonly reach: readonly Reach[] }) {
  const { say, format } = view
  const all = reach.reduce((sum, { customers }) => sum + customers, 0)
  return (
    <section class="card">
      <DataTable
        view={view}
        caption={say('reach')}
        rows={reach}
        columns={[
          { title: say('outcome'), heads: 'row', cell: ({ outcome }) => say(OUTCOMES[outcome]) },
          { title: say('customers'), kind: 'number', cell: ({ customers }) => format.number(customers) },
          { title: '%', kind: 'number', cell: ({ customers }) => format.percent(customers / Math.max(1, all)) },
        ]}
      />
    </section>
  )
}

const OUTCOMES = {
  reachable: 'isReachable',
  no_consent: 'isNo_consent',
  no_address: 'isNo_address',
  bounced: 'isBounced',
  complained: 'isComplained',
  manual: 'isManual',
  erased: 'isErased',
} as const satisfies Record<Reach['outcome'], SegmentsWord>

function MovementCard({ view, movement }: { readonly view: SegmentsView; readonly movement: Findings['movement'] }) {
  const { say, format } = view
  const { cameFrom, wentTo, entered, left, fromNone, toNone } = movement
  const sides = [
    { title: say('cameFrom'), number: `+${format.number(entered)}`, shares: cameFrom, none: fromNone },
    { title: say('wentTo'), number: `−${format.number(left)}`, shares: wentTo, none: toNone },
  ]
  return (
    <section class="card">
      <h2>{say('movement')}</h2>
      <div class="sides">
        {sides.map(({ title, number, shares, none }) => (
          <div>
            <h3>
              {title} <span class="soft">{number}</span>
            </h3>
            <ul class="chips">
              {shares.map(({ segment, customers }) => (
                <li>
                  <a href={`/segments/${segment}`}>{segment}</a> {format.number(customers)}
                </li>
              ))}
              {none > 0 && (
                <li class="soft">
                  {say('nowhere')} {format.number(none)}
                </li>
              )}
              {none === 0 && shares.length === 0 && <li class="soft">–</li>}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
