import type { Turn, WhyClause } from '../../plan/index.ts'
import { foundText, turnTexts } from '../view/found-text.ts'
import type { Scene } from '../view/view.ts'

/** What is on the day of the next email as it is not now; words of the rules stay as the files have them. */
export function Turns({ view, turns }: { readonly view: Scene; readonly turns: readonly Turn[] }) {
  return (
    <span class="soft">
      {turnTexts(view, turns).map(({ before, code, after }, i) => (
        <>
          {i > 0 && ', '}
          {before} {code !== undefined && <code lang="en">{code}</code>} {after}
        </>
      ))}
    </span>
  )
}

/** The line that stands in the way, with what is true of the customer. */
export function LineInTheWay({ view, line }: { readonly view: Scene; readonly line: WhyClause }) {
  return (
    <>
      <code lang="en">{line.text}</code> <span class="soft">({foundText(view, line)})</span>
    </>
  )
}
