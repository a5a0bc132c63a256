import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'

const LETTERS = ['j', 'k', 'n', 'p', 'd', 'l', 't', 'w', '/', '?'] as const

/** Which letter does what, and a switch that turns them off (WCAG 2.1.4). */
export function KeysDialog({ view }: { readonly view: View<PreviewWord> }) {
  const { say } = view
  return (
    <dialog class="keys-dialog card" aria-labelledby="keys-title">
      <h2 id="keys-title">{say('keys')}</h2>
      <dl>
        {LETTERS.map((letter) => (
          <div>
            <dt>
              <kbd>{letter}</kbd>
            </dt>
            <dd>{say(`key_${letter}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{say('key_esc')}</dd>
        </div>
      </dl>
      <label class="keys-on">
        <input type="checkbox" data-keys-on checked /> {say('keysOn')}
      </label>
      <form method="dialog">
        <button type="submit">{say('close')}</button>
      </form>
    </dialog>
  )
}
