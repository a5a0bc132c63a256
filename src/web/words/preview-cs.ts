import { previewEn, type PreviewWord } from './preview-en.ts'

export const previewCs: Record<PreviewWord, string> = previewEn
