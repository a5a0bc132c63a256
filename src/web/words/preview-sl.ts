import { previewEn, type PreviewWord } from './preview-en.ts'

export const previewSl: Record<PreviewWord, string> = previewEn
