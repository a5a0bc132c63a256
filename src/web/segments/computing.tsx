import type { Answer } from '../background/answers.ts'
import { Working } from '../background/working.tsx'
import type { View } from '../view/view.ts'
import type { SegmentsWord } from '../words/segments.ts'

/** Says what is being worked out of segments, and how far it is. */
export function Computing(props: {
  readonly view: View<SegmentsWord>
  readonly answer: Exclude<Answer<unknown>, { state: 'done' }>
  readonly doing: SegmentsWord
  readonly by?: 'link' | 'form'
}) {
  const { view, answer, doing, by = 'link' } = props
  const { say } = view
  return <Working view={view} answer={answer} doing={say(doing)} failed={say('failed')} again={say('again')} by={by} />
}
