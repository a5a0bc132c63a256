import type { View } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { outboxConfirmWords } from '../words/outbox-confirm.ts'
import type { OutboxWord } from '../words/outbox.ts'
import type { OutboxDecision } from './decide.ts'

/** Decisions that nobody can take back: they are asked about once more. */
export type Dangerous = Extract<OutboxDecision, 'cancel' | 'again'>

/** Whether a decision about so many messages must be confirmed first; `typed` is what stands in the form. */
export function mustConfirm(decision: OutboxDecision, keys: readonly number[], typed: unknown): decision is Dangerous {
  const isDangerous = decision === 'cancel' || decision === 'again'
  return isDangerous && keys.length > 0 && String(typed ?? '').trim() !== String(keys.length)
}

/** Says how many emails a decision is about and what it means, and asks for their number. */
export function ConfirmPage(props: {
  readonly view: View<OutboxWord>
  readonly decision: Dangerous
  readonly keys: readonly number[]
  /** `wrong`: a number was typed, and not theirs. */
  readonly typed: 'nothing' | 'wrong'
}) {
  const { view, decision, keys, typed } = props
  const say = sayIn(outboxConfirmWords, view.language)
  const n = keys.length
  const { search } = view.url
  return (
    <section class="card">
      <p>{say(decision === 'cancel' ? 'cancelText' : 'againText', { n })}</p>
      {typed === 'wrong' && <p class="bad">✕ {say('wrong')}</p>}
      <form class="filter" method="post" action={`/outbox/decide${search}`} data-confirm={String(n)}>
        {keys.map((key) => (
          <input type="hidden" name="key" value={key} />
        ))}
        <input type="hidden" name="decision" value={decision} />
        <label>
          <span>{say('type', { n: String(n) })}</span>
          <input type="text" inputmode="numeric" name="confirm" required autocomplete="off" />
        </label>
        <button type="submit" class="danger">
          {say(decision === 'cancel' ? 'cancelNow' : 'againNow', { n })}
        </button>
        <a href={`/outbox${search}`}>{say('back')}</a>
      </form>
    </section>
  )
}

/** The question as a title. */
export function confirmTitle(view: View<OutboxWord>, decision: Dangerous, n: number): string {
  return sayIn(outboxConfirmWords, view.language)(decision === 'cancel' ? 'cancelTitle' : 'againTitle', { n })
}
