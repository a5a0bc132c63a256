import type { Adopted } from '../../../app/index.ts'
import { withParams } from '../../view/links.ts'
import type { ExperimentView } from './experiment-view.ts'

/** What may be done about a version. */
export type AdoptionAct = 'adopt' | 'undo'

const AT = '/insights/experiments'

/** The page that asks once more. */
export function askPath(act: AdoptionAct, about: Adopted): string {
  return withParams(new URL(`http://here${AT}/${act}`), { ...about })
}

/** Says what adopting a version means, or taking it back, and asks once more. */
export function AskPage(props: { readonly view: ExperimentView; readonly act: AdoptionAct; readonly about: Adopted }) {
  const { view, act, about } = props
  const { say } = view
  return (
    <section class="card">
      <p>{say(act === 'adopt' ? 'adoptText' : 'undoText', { ...about })}</p>
      <form class="filter" method="post" action={`${AT}/${act}`}>
        {Object.entries(about).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="main">
          {act === 'adopt' ? say('adopt', { variant: about.variant }) : say('undo')}
        </button>
        <a href={AT}>{say('back')}</a>
      </form>
    </section>
  )
}
