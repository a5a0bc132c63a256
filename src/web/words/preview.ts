import type { WordList } from './say.ts'
import { previewCs } from './preview-cs.ts'
import { previewEn, type PreviewWord } from './preview-en.ts'
import { previewHr } from './preview-hr.ts'
import { previewLv } from './preview-lv.ts'
import { previewSl } from './preview-sl.ts'

export type { PreviewWord } from './preview-en.ts'

/** Words of the preview, a file a language. */
export const previewWords: WordList<PreviewWord> = {
  en: previewEn,
  hr: previewHr,
  sl: previewSl,
  cs: previewCs,
  lv: previewLv,
}
