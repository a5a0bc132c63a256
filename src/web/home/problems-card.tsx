import { sourceOf } from '../../app/index.ts'
import { ProblemFrame } from '../parts/problem-frame.tsx'
import type { View } from '../view/view.ts'
import type { HomeWord } from '../words/home.ts'

const MOST = 5

/** The mistakes in the files, each at its place; nothing where there are none. */
export function ProblemsCard({ view }: { readonly view: View<HomeWord> }) {
  const problems = view.app.problems.filter(({ severity }) => severity === 'error')
  if (problems.length === 0) return null
  return (
    <section id="problems">
      <h2>{view.say('problems', { n: problems.length })}</h2>
      {problems.slice(0, MOST).map((problem) => (
        <ProblemFrame
          view={view}
          problem={problem}
          source={problem.place && sourceOf(view.app.files, problem.place.file)}
        />
      ))}
      {problems.length > MOST && <p>{view.say('moreProblems', { command: 'perennial check' })}</p>}
    </section>
  )
}
