import { previewEn, type PreviewWord } from './preview-en.ts'

export const previewHr: Record<PreviewWord, string> = previewEn
