import type { PropsWithChildren } from 'hono/jsx'
import { withParams } from '../view/links.ts'
import type { Voice } from '../view/view.ts'
import type { Answer } from './answers.ts'

/**
 * A part of a page that may still be worked on: with scripts it asks for itself each second until it is done. Its
 * content says what is there; `id` is unique on the page.
 */
export function Polled(
  props: PropsWithChildren<{
    readonly view: Voice
    readonly id: string
    readonly state: Answer<unknown>['state']
    readonly kind?: string
    /** Other parts of the page that are exchanged with it: `#numbers,#lines`. */
    readonly also?: string
  }>,
) {
  const { view, id, state, kind, also, children } = props
  if (state !== 'working') {
    return (
      <div id={id} class={kind}>
        {children}
      </div>
    )
  }
  return (
    <div
      id={id}
      class={kind}
      hx-select-oob={also}
      hx-get={withParams(view.url, {})}
      hx-trigger="load delay:1s"
      hx-select={`#${id}`}
      hx-target="this"
      hx-swap="outerHTML"
    >
      {children}
    </div>
  )
}

/** Says that an answer is being worked out and how far it is; `words` name the steps (`day 12 of 365`). */
export function Working(props: {
  readonly view: Voice
  readonly answer: Exclude<Answer<unknown>, { state: 'done' }>
  /** What is worked out, as a sentence. */
  readonly doing: string
  readonly failed: string
  readonly again: string
  /** What asks again without scripts: a link to the page, or the form that the part stands in, with all that was typed. */
  readonly by?: 'link' | 'form'
}) {
  const { view, answer, doing, failed, again, by = 'link' } = props
  if (answer.state === 'failed') return <p class="bad">✕ {failed}</p>
  const { done, total } = answer
  return (
    <div class="working">
      <p>{doing}</p>
      <p>
        <progress aria-label={doing} {...(total > 0 ? { value: done, max: total } : {})}></progress>{' '}
        {total > 0 && (
          <span class="soft">
            {view.format.number(Math.floor(done))} / {view.format.number(total)}
          </span>
        )}{' '}
        {by === 'link' ? <a href={withParams(view.url, {})}>{again}</a> : <button type="submit">{again}</button>}
      </p>
    </div>
  )
}
