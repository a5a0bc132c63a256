import { Page, type PageFrame } from './page.tsx'
import { type PageWords, said } from './words/index.ts'

/** A page of a title and a few words. */
export function NotePage({ frame, note }: { frame: PageFrame; note: { title: string; text: string } }) {
  return (
    <Page frame={frame} title={said(note.title, frame)}>
      <p>{said(note.text, frame)}</p>
    </Page>
  )
}

/** Asks before anything happens: mail scanners open every link (DLV-04). */
export function LeavePage({ frame, words, preferences }: LeaveProps) {
  const { leave } = words
  return (
    <Page frame={frame} title={said(leave.title, frame)}>
      <p>{said(leave.text, frame)}</p>
      <form method="post">
        <input type="hidden" name="from" value="page" />
        <button type="submit">{leave.button}</button>
      </form>
      <p class="after">
        <a href={preferences}>{leave.choose}</a>
      </p>
    </Page>
  )
}

/** After leaving: no question, no "are you sure". */
export function LeftPage({ frame, words, preferences }: LeaveProps) {
  return (
    <Page frame={frame} title={words.left.title}>
      <p>{said(words.left.text, frame)}</p>
      <p>
        <a href={preferences}>{words.left.back}</a>
      </p>
    </Page>
  )
}

interface LeaveProps {
  readonly frame: PageFrame
  readonly words: PageWords
  /** The address of the preference page, relative to this one's origin. */
  readonly preferences: string
}

/** The second step of a double opt-in, by POST like every change. */
export function ConfirmPage({ frame, words }: { frame: PageFrame; words: PageWords }) {
  return (
    <Page frame={frame} title={said(words.confirm.title, frame)}>
      <p>{said(words.confirm.text, frame)}</p>
      <form method="post">
        <button type="submit">{words.confirm.button}</button>
      </form>
    </Page>
  )
}
