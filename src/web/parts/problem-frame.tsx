import { type Problem, showProblem } from '../../problem.ts'
import type { Voice } from '../view/view.ts'

/** A problem with its place, the line and carets under it, as the command line shows it; `source` is the file's text. */
export function ProblemFrame(props: {
  readonly view: Voice
  readonly problem: Problem
  readonly source: string | undefined
}) {
  const { view, problem, source } = props
  const { place, severity } = problem
  const [, ...lines] = showProblem(problem, source, 110).split('\n')
  const tried = lines.findIndex((line) => line.startsWith('  try   '))
  const code = lines.slice(0, tried === -1 ? undefined : tried).join('\n')
  return (
    <article class={`problem ${severity === 'error' ? 'bad' : 'warn'}`}>
      <p class="problem-title">
        <strong lang="en">
          {severity === 'error' ? '✕' : '!'} {problem.message}
        </strong>
        {place && <span class="place">{`${place.file}:${place.line}:${place.column}`}</span>}
      </p>
      {code !== '' && (
        <pre tabindex={0} lang="en">
          <code>{code}</code>
        </pre>
      )}
      {problem.try !== undefined && (
        <p>
          {view.frame('try')} <code class="try">{problem.try}</code>
        </p>
      )}
      <p class="soft">
        {view.frame('more')} <code>perennial explain {problem.code}</code>
      </p>
    </article>
  )
}
