import { Page, type PageFrame } from './page.tsx'
import { type PageWords, said } from './words/index.ts'

/** What the preference page shows of one customer: choices only, no name and no address. */
export interface PreferencesView {
  readonly topics: readonly { readonly name: string; readonly words: string; readonly chosen: 'yes' | 'no' }[]
  /** A day in the reader's own words, or undefined where no pause runs. */
  readonly pausedUntil: string | undefined
  readonly pauses: readonly number[]
  readonly languages: readonly { readonly tag: string; readonly name: string; readonly chosen: 'yes' | 'no' }[]
  /** Undefined where the shop counts no opens. */
  readonly opens: 'given' | 'withdrawn' | undefined
  readonly saved: 'yes' | 'no'
}

interface Props {
  readonly frame: PageFrame
  readonly words: PageWords
  readonly view: PreferencesView
}

/** Topics, a pause, the language and the way out, on one page. */
export function PreferencesPage({ frame, words: { preferences: words }, view }: Props) {
  return (
    <Page frame={frame} title={words.title}>
      {view.saved === 'yes' && (
        <p class="note" role="status">
          {words.saved}
        </p>
      )}
      <p>{said(words.text, frame)}</p>
      <form method="post">
        <fieldset>
          <legend>{words.topics}</legend>
          {view.topics.map(({ name, words: label, chosen }) => (
            <label class="row">
              <input type="checkbox" name="topic" value={name} checked={chosen === 'yes'} />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <Pauses words={words} view={view} />
        {view.languages.length > 1 && <Languages words={words} view={view} />}
        {view.opens !== undefined && (
          <fieldset>
            <label class="row">
              <input type="checkbox" name="opens" value="given" checked={view.opens === 'given'} />
              <span>{words.opens}</span>
            </label>
          </fieldset>
        )}
        <button type="submit" name="do" value="save">
          {words.save}
        </button>
        <button class="quiet" type="submit" name="do" value="leave">
          {words.leaveAll}
        </button>
      </form>
    </Page>
  )
}

function Pauses({ words, view }: { words: PageWords['preferences']; view: PreferencesView }) {
  const paused = view.pausedUntil !== undefined
  return (
    <fieldset>
      <legend>{words.pause}</legend>
      {paused && (
        <label class="row">
          <input type="radio" name="pause" value="keep" checked />
          <span>{said(words.pausedUntil, { day: view.pausedUntil ?? '' })}</span>
        </label>
      )}
      <label class="row">
        <input type="radio" name="pause" value="0" checked={!paused} />
        <span>{words.noPause}</span>
      </label>
      {view.pauses.map((days) => (
        <label class="row">
          <input type="radio" name="pause" value={String(days)} />
          <span>{said(words.pauseFor, { days })}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Languages({ words, view }: { words: PageWords['preferences']; view: PreferencesView }) {
  return (
    <fieldset>
      <label class="label" for="language">
        {words.language}
      </label>
      <select id="language" name="language">
        {view.languages.map(({ tag, name, chosen }) => (
          <option value={tag} selected={chosen === 'yes'}>
            {name}
          </option>
        ))}
      </select>
    </fieldset>
  )
}
