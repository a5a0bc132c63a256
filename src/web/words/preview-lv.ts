import { previewEn, type PreviewWord } from './preview-en.ts'

export const previewLv: Record<PreviewWord, string> = previewEn
