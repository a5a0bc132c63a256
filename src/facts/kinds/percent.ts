import type { PhraseReading } from '../kind.ts'
import { numberOf } from './amount.ts'
import { numberForms, numberKind } from './number-kind.ts'
import { percentRepairs } from './number-repairs.ts'
import type { Slip } from './phrase.ts'
import { standingRepairs } from './standing.ts'

/** A chance or share from 0 to 100 percent. */
export const percentKind = numberKind({
  name: 'percent',
  doc: 'A chance or share, from 0 to 100 percent.',
  examples: ['less than 30 percent', 'at least 80 percent', 'between 20 and 50 percent', 'bottom 10 percent', 'set'],
  forms: numberForms('{number} percent', percentOf),
  repairs: [...standingRepairs, ...percentRepairs],
  say: (amount) => `${amount} percent`,
})

function percentOf(text: string, _reading: PhraseReading, phrase: string): number | Slip {
  const percent = numberOf(text)
  if (percent >= 0 && percent <= 100) return percent
  const near = Math.min(100, Math.max(0, percent))
  return {
    slip: 'impossible-share',
    message: `"${text}" percent cannot be`,
    hint: 'from 0 to 100 percent',
    phrase: phrase.replace(text, String(near)),
  }
}
