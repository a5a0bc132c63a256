import { type ExampleResult, type Segment, testExamples } from '../../segments/index.ts'
import { Badge } from '../parts/badge.tsx'
import { ProblemFrame } from '../parts/problem-frame.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'

/** The examples of a segment's file, each proved on its invented customer. */
export function ExamplesCard(props: {
  readonly view: View<SegmentsWord>
  readonly segment: Segment
  readonly source: string
}) {
  const { view, segment, source } = props
  const { say, app, ctx } = view
  const results = testExamples(segment, app.vocabulary, ctx.now)
  const passed = results.filter(({ problem }) => !problem).length
  return (
    <section class="card">
      <h2>
        {say('examples')}{' '}
        {results.length > 0 && (
          <Badge
            tone={passed === results.length ? 'good' : 'bad'}
            word={say('examplesPass', { passed, n: results.length })}
          />
        )}
      </h2>
      {results.length === 0 && <p class="soft">{say('examplesNone')}</p>}
      <ul class="plain-list">
        {results.map((result) => (
          <li>
            <Example view={view} result={result} source={source} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Example(props: {
  readonly view: View<SegmentsWord>
  readonly result: ExampleResult
  readonly source: string
}) {
  const { view, result, source } = props
  const { example, problem, got } = result
  if (problem) return <ProblemFrame view={view} problem={problem} source={source} />
  const line = source.split('\n')[example.place.line - 1]?.trim().replace(/^- /, '') ?? ''
  return (
    <>
      <span class="good">✓ {view.say(got)}</span> <code>{line}</code>{' '}
      <small>{view.say('lineAt', { n: example.place.line })}</small>
    </>
  )
}
