/** How good a thing is: each has a sign besides its colour. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** A word with a sign and a colour: colour is never alone. */
export function Badge({ tone, word }: { readonly tone: Tone; readonly word: string }) {
  const sign = SIGNS[tone]
  return (
    <span class={`badge ${tone}`}>
      {sign !== '' && <span aria-hidden="true">{sign} </span>}
      {word}
    </span>
  )
}

const SIGNS: Record<Tone, string> = { good: '✓', warn: '!', bad: '✕', plain: '' }
