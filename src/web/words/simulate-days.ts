import type { WordList } from './say.ts'

/** Words of the calendar of a simulation, and of what it rests on. */
export type SimulateDaysWord = keyof typeof en

const en = {
  found: '{n} emails. Most on {day}: {most}.',
  foundNone: 'No email on any of these days.',
  real: 'All orders are the real ones.',
  none: 'From {day} on nobody orders, signs up or leaves.',
  'replay-last-year':
    'From {day} on the orders of the last 364 days come again, by the same customers, each in its week or one earlier or later; nobody new joins and nobody leaves.',
  busiest: 'busiest day',
  marked: '29 February, clocks change',
} as const

const hr: Record<SimulateDaysWord, string> = {
  found: 'E-poruka: {n}. Najviše {day}: {most}.',
  foundNone: 'Nijednog od tih dana nema e-poruke.',
  real: 'Sve su narudžbe stvarne.',
  none: 'Od {day} nitko ne naručuje, ne prijavljuje se i ne odlazi.',
  'replay-last-year':
    'Od {day} ponavljaju se narudžbe zadnja 364 dana, od istih kupaca, svaka u svojem tjednu ili tjedan prije ili poslije; nitko nov ne dolazi i nitko ne odlazi.',
  busiest: 'najživlji dan',
  marked: '29. veljače, pomak sata',
}

const sl: Record<SimulateDaysWord, string> = {
  found: 'E-sporočil: {n}. Največ {day}: {most}.',
  foundNone: 'Na nobenega od teh dni ni e-sporočila.',
  real: 'Vsa naročila so resnična.',
  none: 'Od {day} nihče ne naroča, se ne prijavi in ne odide.',
  'replay-last-year':
    'Od {day} se ponovijo naročila zadnjih 364 dni, od istih kupcev, vsako v svojem tednu ali teden prej ali pozneje; nihče nov ne pride in nihče ne odide.',
  busiest: 'najživahnejši dan',
  marked: '29. februar, premik ure',
}

const cs: Record<SimulateDaysWord, string> = {
  found: 'E-mailů: {n}. Nejvíce {day}: {most}.',
  foundNone: 'Žádný z těchto dní nemá e-mail.',
  real: 'Všechny objednávky jsou skutečné.',
  none: 'Od {day} nikdo neobjednává, nepřihlašuje se ani neodchází.',
  'replay-last-year':
    'Od {day} se opakují objednávky posledních 364 dní, od týchž zákazníků, každá ve svém týdnu nebo o týden dříve či později; nikdo nový nepřichází a nikdo neodchází.',
  busiest: 'nejrušnější den',
  marked: '29. únor, změna času',
}

const lv: Record<SimulateDaysWord, string> = {
  found: 'E-vēstules: {n}. Visvairāk {day}: {most}.',
  foundNone: 'Nevienā no šīm dienām nav e-vēstules.',
  real: 'Visi pasūtījumi ir īstie.',
  none: 'No {day} neviens nepasūta, nepiesakās un neaiziet.',
  'replay-last-year':
    'No {day} atkārtojas pēdējo 364 dienu pasūtījumi, no tiem pašiem klientiem, katrs savā nedēļā vai nedēļu agrāk vai vēlāk; neviens jauns nenāk klāt un neviens neaiziet.',
  busiest: 'rosīgākā diena',
  marked: '29. februāris, pulksteņa maiņa',
}

export const simulateDaysWords: WordList<SimulateDaysWord> = { en, hr, sl, cs, lv }
