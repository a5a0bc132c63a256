import type { Kind, KindName } from '../kind.ts'
import { countryKind } from './country.ts'
import { anyDateKind, comingDateKind, pastDateKind } from './date.ts'
import { languageKind } from './language.ts'
import { countKind, moneyKind, plainNumberKind } from './number.ts'
import { segmentChangeKind, segmentKind } from './segment.ts'
import { plainTextKind, wordKind } from './text.ts'
import { anniversaryKind, yearlyKind } from './yearly.ts'
import { yesNoKind } from './yes-no.ts'

/** Every kind of fact. */
export const kinds: readonly Kind[] = [
  countKind,
  plainNumberKind,
  moneyKind,
  pastDateKind,
  comingDateKind,
  anyDateKind,
  yearlyKind,
  anniversaryKind,
  plainTextKind,
  countryKind,
  languageKind,
  wordKind,
  yesNoKind,
  segmentKind,
  segmentChangeKind,
]

const byName = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of a name. */
export function kindNamed(name: KindName): Kind {
  return byName.get(name) as Kind
}
