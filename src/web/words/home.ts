import type { WordList } from './say.ts'

/** Words of the first screen. */
export type HomeWord = keyof typeof en

const en = { today: 'Today' } as const
const hr: Record<HomeWord, string> = { today: 'Danas' }
const sl: Record<HomeWord, string> = { today: 'Danes' }
const cs: Record<HomeWord, string> = { today: 'Dnes' }
const lv: Record<HomeWord, string> = { today: 'Šodien' }

export const homeWords: WordList<HomeWord> = { en, hr, sl, cs, lv }
