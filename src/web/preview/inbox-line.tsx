import type { MadeEmail } from '../../app/index.ts'
import type { View } from '../view/view.ts'
import type { PreviewWord } from '../words/preview.ts'

/** The email in the list of an inbox: sender, subject and preview line, cut where a phone cuts. */
export function InboxLine({ view, email }: { readonly view: View<PreviewWord>; readonly email: MadeEmail }) {
  const { say, app } = view
  const { from } = app.shop
  const sender = /^(.*?)\s*<.*>$/.exec(from)?.[1] || from
  return (
    <section class="inbox" aria-label={say('inbox')}>
      <span class="face" aria-hidden="true">
        {[...sender][0]?.toUpperCase()}
      </span>
      <div lang={email.language}>
        <p class="sender">
          {sender} <span class="soft">{from.includes('<') ? from.slice(from.indexOf('<')) : ''}</span>
        </p>
        <p class="subject">{email.subject}</p>
        <p class="preheader">{email.preheader || '–'}</p>
      </div>
    </section>
  )
}
