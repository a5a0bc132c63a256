import type { WordList } from './say.ts'

/** The tabs of insights. */
export type InsightTabWord = keyof typeof en

const en = {
  tabs: 'Insights',
  overview: 'Overview',
  retention: 'Retention',
  predictions: 'Predictions',
  experiments: 'Experiments',
  goals: 'Goals',
} as const

const hr: Record<InsightTabWord, string> = {
  tabs: 'Uvidi',
  overview: 'Pregled',
  retention: 'Zadržavanje',
  predictions: 'Predviđanja',
  experiments: 'Pokusi',
  goals: 'Ciljevi',
}

const sl: Record<InsightTabWord, string> = {
  tabs: 'Vpogledi',
  overview: 'Pregled',
  retention: 'Zadržanje',
  predictions: 'Napovedi',
  experiments: 'Poskusi',
  goals: 'Cilji',
}

const cs: Record<InsightTabWord, string> = {
  tabs: 'Přehledy',
  overview: 'Přehled',
  retention: 'Udržení',
  predictions: 'Předpovědi',
  experiments: 'Experimenty',
  goals: 'Cíle',
}

const lv: Record<InsightTabWord, string> = {
  tabs: 'Ieskati',
  overview: 'Pārskats',
  retention: 'Noturēšana',
  predictions: 'Prognozes',
  experiments: 'Eksperimenti',
  goals: 'Mērķi',
}

export const insightTabWords: WordList<InsightTabWord> = { en, hr, sl, cs, lv }
