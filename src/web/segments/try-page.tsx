import { type TriedText, trySegment } from '../../app/index.ts'
import { hasErrors } from '../../problem.ts'
import { inWords, type TriedRule } from '../../segments/index.ts'
import type { Answer, Answers } from '../background/answers.ts'
import { ProblemFrame } from '../parts/problem-frame.tsx'
import { Stat } from '../parts/stat.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'
import { Computing } from './computing.tsx'
import { type SegmentSource, usersOf } from './segment-source.ts'

type SegmentsView = View<SegmentsWord>

/**
 * A copy of a segment's file to change: what is wrong with it, what it says in words, and how many it would move. The
 * file stays as it is.
 */
export async function tryPage(
  view: SegmentsView,
  answers: Answers,
  { name, source }: SegmentSource,
  given: string | undefined,
): Promise<Response> {
  const { say, app, ctx } = view
  // A browser sends each line end as two characters.
  const text = given?.replaceAll('\r\n', '\n') ?? source.text
  const tried = await trySegment(app.files, source.file, text, ctx.now)
  const ready = tried.segment && !hasErrors(tried.problems)
  const answer = ready
    ? await answers.ask({ kind: 'try', file: source.file, text }, { seat: `try ${name}` })
    : undefined
  const path = `/segments/${name}/try`
  const body = (
    <form
      class="try-rule"
      method="post"
      action={path}
      hx-post={path}
      hx-trigger="submit, input delay:700ms"
      hx-target="#tried"
      hx-select="#tried"
      hx-swap="outerHTML"
    >
      <div class="card">
        <label for="text">{say('rule')}</label>
        <textarea id="text" name="text" rows={22} spellcheck={false} wrap="off">
          {text}
        </textarea>
        <p class="actions">
          <button type="submit" class="main">
            {say('tryIt')}
          </button>
          <button type="button" data-copy="text" data-copied={say('copied')} hidden>
            {say('copy')}
          </button>
          <a href={path}>{say('startOver')}</a>
        </p>
      </div>
      <Tried view={view} name={name} path={path} text={text} file={source.text} tried={tried} answer={answer} />
    </form>
  )
  const actions = <a href={`/segments/${name}`}>{name}</a>
  return view.page({ title: say('tryTitle', { name }), lead: say('tryLead', { file: source.file }), actions, body })
}

function Tried(props: {
  readonly view: SegmentsView
  readonly name: string
  readonly path: string
  readonly text: string
  readonly file: string
  readonly tried: TriedText
  readonly answer: Answer<TriedRule | undefined> | undefined
}) {
  const { view, name, path, text, file, tried, answer } = props
  const { say } = view
  const { segment, problems } = tried
  const again =
    answer?.state === 'working'
      ? { 'hx-post': path, 'hx-trigger': 'load delay:1s', 'hx-include': '#text', 'hx-target': 'this' }
      : {}
  return (
    <div id="tried" {...again} hx-select="#tried" hx-swap="outerHTML">
      {problems.length > 0 && <h2>{say('problemsTitle', { n: problems.length })}</h2>}
      {problems.map((problem) => (
        <ProblemFrame view={view} problem={problem} source={text} />
      ))}
      {segment && (
        <section class="card">
          <h2>{say('inWords')}</h2>
          <p lang="en">{inWords(segment)}</p>
          {text === file && <p class="soft">{say('same')}</p>}
          {answer?.state === 'done' && answer.value && <Outcome view={view} name={name} rule={answer.value} />}
          {answer && answer.state !== 'done' && <Computing view={view} answer={answer} doing="workingTry" by="form" />}
        </section>
      )}
    </div>
  )
}

function Outcome({
  view,
  name,
  rule,
}: {
  readonly view: SegmentsView
  readonly name: string
  readonly rule: TriedRule
}) {
  const { say, format, app } = view
  const { before, after, entering, leaving } = rule
  const { campaigns } = usersOf(app, name)
  return (
    <>
      <dl class="stats">
        <Stat
          label={say('wouldHold')}
          value={format.number(after)}
          note={before === undefined ? undefined : say('todayHolds', { n: format.number(before) })}
        />
        <Stat label={say('entering')} value={<span class="good">+{format.number(entering.number)}</span>} />
        <Stat label={say('leaving')} value={<span class="bad">−{format.number(leaving.number)}</span>} />
      </dl>
      <Samples view={view} word={say('entering')} side={entering} />
      <Samples view={view} word={say('leaving')} side={leaving} />
      {campaigns.length > 0 && <p class="soft">{say('touches', { names: campaigns.join(', ') })}</p>}
    </>
  )
}

function Samples(props: { readonly view: SegmentsView; readonly word: string; readonly side: TriedRule['entering'] }) {
  const { view, word, side } = props
  if (side.samples.length === 0) return null
  return (
    <p>
      {word}, {view.say('eg')}{' '}
      {side.samples.map((one, i) => (
        <>
          {i > 0 && ', '}
          <a href={`/customers/${encodeURIComponent(one.id)}`}>{view.people.name(one)}</a>
        </>
      ))}
      {side.number > side.samples.length && ', …'}
    </p>
  )
}
