import type { WordList } from './say.ts'
import { type ListWord, listWords } from './segments-list.ts'
import { type MemberWord, memberWords } from './segments-members.ts'
import { type PastWord, pastWords } from './segments-past.ts'
import { type TryWord, tryWords } from './segments-try.ts'

/** Words of the segments and of a rule that is tried. */
export type SegmentsWord = ListWord | PastWord | MemberWord | TryWord

export const segmentsWords: WordList<SegmentsWord> = {
  en: { ...listWords.en, ...pastWords.en, ...memberWords.en, ...tryWords.en },
  hr: { ...listWords.hr, ...pastWords.hr, ...memberWords.hr, ...tryWords.hr },
  sl: { ...listWords.sl, ...pastWords.sl, ...memberWords.sl, ...tryWords.sl },
  cs: { ...listWords.cs, ...pastWords.cs, ...memberWords.cs, ...tryWords.cs },
  lv: { ...listWords.lv, ...pastWords.lv, ...memberWords.lv, ...tryWords.lv },
}
