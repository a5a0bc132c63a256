import type { Kind, KindName } from '../kind.ts'
import { countryKind } from './country.ts'
import { anyDateKind, comingDateKind, pastDateKind } from './date.ts'
import { languageKind } from './language.ts'
import { countKind, durationKind, moneyKind, plainNumberKind, quintileKind } from './number.ts'
import { percentKind } from './percent.ts'
import { segmentChangeKind, segmentKind } from './segment.ts'
import { shareKind } from './share.ts'
import { plainTextKind, wordKind } from './text.ts'
import { topicKind } from './topic.ts'
import { anniversaryKind, yearlyKind } from './yearly.ts'
import { yesNoKind } from './yes-no.ts'

/** Every kind of fact. */
export const kinds: readonly Kind[] = [
  countKind,
  plainNumberKind,
  moneyKind,
  durationKind,
  quintileKind,
  percentKind,
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
  topicKind,
  shareKind,
  segmentKind,
  segmentChangeKind,
]

const byName = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of a name. */
export function kindNamed(name: KindName): Kind {
  return byName.get(name) as Kind
}
