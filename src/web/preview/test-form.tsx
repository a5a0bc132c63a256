import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'
import type { Preview } from './load-preview.ts'
import { partPath } from './part-path.ts'

/** A test email to one of the shop's test addresses, and pictures of the email. */
export function TestForm({ view, preview }: { readonly view: View<PreviewWord>; readonly preview: Preview }) {
  const { say, app } = view
  const addresses = app.shop.testAddresses
  return (
    <section class="card test-email">
      <h2>{say('test')}</h2>
      {addresses.length === 0 ? (
        <p class="soft">
          {say('noTest')} <code>test_addresses: [you@example.com]</code>
        </p>
      ) : (
        <form method="post" action={partPath(view, preview.asked, 'test')}>
          <label>
            <span>{say('testTo')}</span>
            <select name="to">
              {addresses.map((address) => (
                <option>{address}</option>
              ))}
            </select>
          </label>
          <button type="submit">{say('testSend')}</button>
          <p class="soft">{say('testNote')}</p>
        </form>
      )}
      <p>
        <a href={partPath(view, preview.asked, 'picture')}>{say('picture')}</a>
      </p>
    </section>
  )
}
