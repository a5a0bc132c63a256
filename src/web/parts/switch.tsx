import { withParams } from '../view/links.ts'
import type { Voice } from '../view/view.ts'

/** One of the choices of a switch; `key` is the letter that takes it. */
export interface Choice {
  /** Undefined takes the parameter off: the usual. */
  readonly value: string | undefined
  readonly label: string
  readonly key?: string | undefined
  /** The language of the label, where it is not the page's. */
  readonly lang?: string | undefined
  /** How many there are of it, as written. */
  readonly count?: string
}

/** A switch of links that change one parameter of the address. */
export function Switch(props: {
  readonly view: Pick<Voice, 'url'>
  readonly label: string
  /** The parameter. */
  readonly name: string
  readonly chosen: string | undefined
  readonly choices: readonly Choice[]
  /** Parameters that make no sense after the change. */
  readonly without?: readonly string[]
  /** The id of the switch itself, and of the part of the page that it changes. */
  readonly id?: string
  readonly part?: string
}) {
  const { view, label, name, chosen, choices, without = [], id, part } = props
  const cleared = Object.fromEntries(without.map((one) => [one, undefined]))
  const place = part === undefined ? '' : `#${part}`
  return (
    <fieldset class="switch" id={id} aria-label={label}>
      {choices.map(({ value, label, key, lang, count }) => (
        <a
          href={`${withParams(view.url, { ...cleared, [name]: value })}${place}`}
          aria-current={value === chosen ? 'true' : undefined}
          data-key={key}
          lang={lang}
        >
          {label}
          {count !== undefined && (
            <>
              {' '}
              <span class="count">{count}</span>
            </>
          )}
        </a>
      ))}
    </fieldset>
  )
}

/** The choice after the one that is taken, the first after the last. */
export function following<T>(all: readonly T[], now: T): T | undefined {
  return all[(all.indexOf(now) + 1) % all.length]
}
