import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'

/** One of the choices of a switch; `key` is the letter that takes it. */
export interface Choice {
  readonly value: string | undefined
  readonly label: string
  readonly key?: string | undefined
  /** The language of the label, where it is not the page's. */
  readonly lang?: string | undefined
}

/** A switch of links that change one parameter of the address. */
export function Segmented(props: {
  readonly view: Pick<View<string>, 'url'>
  readonly label: string
  readonly name: string
  readonly chosen: string | undefined
  readonly choices: readonly Choice[]
  /** Parameters that make no sense after the change. */
  readonly without?: readonly string[]
}) {
  const { view, label, name, chosen, choices, without = [] } = props
  const cleared = Object.fromEntries([...without, 'find'].map((one) => [one, undefined]))
  return (
    <nav class="segmented" aria-label={label}>
      {choices.map((choice) => (
        <a
          href={withParams(view.url, { ...cleared, [name]: choice.value })}
          aria-current={choice.value === chosen ? 'true' : undefined}
          data-key={choice.key}
          lang={choice.lang}
        >
          {choice.label}
        </a>
      ))}
    </nav>
  )
}

/** The choice after the one that is taken, the first after the last. */
export function following<T>(all: readonly T[], now: T): T | undefined {
  return all[(all.indexOf(now) + 1) % all.length]
}
