import type { HardestCase, Pickable } from '../../app/index.ts'
import type { SoughtCustomer } from '../../insights/index.ts'
import { withParams } from '../view/links.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Preview } from './load-preview.ts'

/** Whose email it is, and a way to anybody else: by search, or to those on whom emails break. */
export function CustomerPicker(props: {
  readonly view: View<PreviewWord>
  readonly preview: Preview
  readonly hardest: readonly HardestCase[]
  readonly found: readonly SoughtCustomer[]
  /** Whether more fit than are shown. */
  readonly more: 'all' | 'more'
}) {
  const { view, preview, hardest, found, more } = props
  const { say, people, url } = view
  const { find } = preview.asked
  const kept = [...url.searchParams].filter(([name]) => name !== 'find')
  return (
    <details class="picker" open={find !== ''}>
      <summary data-key="/" data-focus="find">
        {say('as')} <b>{people.name(preview.around.customer)}</b>
      </summary>
      <div class="drop card">
        <form
          method="get"
          action={url.pathname}
          hx-get={url.pathname}
          hx-trigger="input delay:200ms, submit"
          hx-target="#found"
          hx-select="#found"
          hx-swap="outerHTML"
        >
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <label>
            <span>{say('find')}</span>
            <input type="search" name="find" id="find" value={find} autocomplete="off" />
          </label>
          <button type="submit">{say('search')}</button>
        </form>
        <div id="found">
          {find !== '' && (
            <p class="soft" data-tell>
              {say(more === 'more' ? 'foundFirst' : 'found', { n: found.length })}
            </p>
          )}
          <ul class="plain-list">
            {found.map((one) => (
              <Person view={view} one={one} note={people.email(one)} />
            ))}
          </ul>
        </div>
        <h3>{say('hardest')}</h3>
        <ul class="plain-list">
          {hardest.map(({ why, customer }) => (
            <Person view={view} one={customer} note={say(`hard_${why}`)} />
          ))}
        </ul>
        <p class="soft">{say('sought')}</p>
      </div>
    </details>
  )
}

function Person({ view, one, note }: { view: View<PreviewWord>; one: Omit<Pickable, 'language'>; note: string }) {
  return (
    <li>
      <a href={withParams(view.url, { as: one.id, find: undefined })}>{view.people.name(one)}</a>
      <span class="soft"> {note}</span>
    </li>
  )
}
