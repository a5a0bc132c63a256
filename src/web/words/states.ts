import type { WordList } from './say.ts'

/** States of messages and of runs, as badges say them. */
export type StateWord = keyof typeof en

const en = {
  waiting: 'waiting',
  skipped: 'skipped',
  queued: 'queued',
  raised: 'for the shop',
  told: 'the shop was told',
  claimed: 'being sent',
  submitted: 'submitted',
  failed: 'failed',
  uncertain: 'uncertain',
  cancelled: 'cancelled',
  running: 'under way',
  done: 'done',
} as const

const hr: Record<StateWord, string> = {
  waiting: 'čeka',
  skipped: 'preskočeno',
  queued: 'u redu',
  raised: 'za trgovinu',
  told: 'trgovina obaviještena',
  claimed: 'šalje se',
  submitted: 'predano',
  failed: 'neuspjelo',
  uncertain: 'nesigurno',
  cancelled: 'otkazano',
  running: 'u tijeku',
  done: 'gotovo',
}

const sl: Record<StateWord, string> = {
  waiting: 'čaka',
  skipped: 'preskočeno',
  queued: 'v vrsti',
  raised: 'za trgovino',
  told: 'trgovina obveščena',
  claimed: 'se pošilja',
  submitted: 'oddano',
  failed: 'neuspelo',
  uncertain: 'negotovo',
  cancelled: 'preklicano',
  running: 'v teku',
  done: 'končano',
}

const cs: Record<StateWord, string> = {
  waiting: 'čeká',
  skipped: 'přeskočeno',
  queued: 've frontě',
  raised: 'pro obchod',
  told: 'obchodu sděleno',
  claimed: 'odesílá se',
  submitted: 'předáno',
  failed: 'selhalo',
  uncertain: 'nejisté',
  cancelled: 'zrušeno',
  running: 'probíhá',
  done: 'hotovo',
}

const lv: Record<StateWord, string> = {
  waiting: 'gaida',
  skipped: 'izlaists',
  queued: 'rindā',
  raised: 'veikalam',
  told: 'veikalam paziņots',
  claimed: 'tiek sūtīts',
  submitted: 'nodots',
  failed: 'neizdevās',
  uncertain: 'neskaidrs',
  cancelled: 'atcelts',
  running: 'notiek',
  done: 'pabeigts',
}

export const stateWords: WordList<StateWord> = { en, hr, sl, cs, lv }
