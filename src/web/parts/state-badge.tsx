import type { Voice } from '../view/view.ts'
import { sayIn } from '../words/index.ts'
import { type StateWord, stateWords } from '../words/states.ts'
import { Badge, type Tone } from './badge.tsx'

/** The state of a message or a run as a badge, always in the same colour. */
export function StateBadge({ view, state }: { readonly view: Voice; readonly state: StateWord }) {
  return <Badge tone={TONES[state]} word={sayIn(stateWords, view.language)(state)} />
}

const TONES: Record<StateWord, Tone> = {
  submitted: 'good',
  done: 'good',
  queued: 'plain',
  raised: 'plain',
  told: 'good',
  claimed: 'plain',
  waiting: 'plain',
  skipped: 'plain',
  cancelled: 'plain',
  running: 'plain',
  uncertain: 'warn',
  failed: 'bad',
}
