import type { WordList } from './say.ts'

/** Words of the page of goals around its table. */
export type GoalPageWord = keyof typeof en

const en = {
  title: 'Goals of goals.yaml',
  lead: 'As of {at}. The newest values end yesterday, on the clock of {zone}: today is not over.',
  goal: 'Goal',
  verdict: 'Verdict',
  began: 'Began with',
  newest: 'Now',
  wanted: 'Wanted',
  done: 'Way done',
  due: 'Time gone',
  expected: 'At this pace',
  definition: 'What it is',
  overDays: '{from} to {to}',
  how: 'Way done = (now − began with) / (wanted − began with). An even pace has done as much of the way as time is gone; within a tenth of it a goal is on course. At this pace = began with + (now − began with) / time gone, told from a tenth of the time on.',
  counting: 'The orders are being counted, each one once.',
  again: 'Look again',
  failed: 'Counting stopped with an error; the log of the program says why.',
  empty: 'No goals yet',
  emptyText: 'Say in goals.yaml, beside the shop file, what a number shall become. Put a line like this into it:',
} as const

const hr: Record<GoalPageWord, string> = {
  title: 'Ciljevi iz goals.yaml',
  lead: 'Stanje {at}. Najnovije vrijednosti završavaju jučer, po satu zone {zone}: današnji dan još traje.',
  goal: 'Cilj',
  verdict: 'Ocjena',
  began: 'Na početku',
  newest: 'Sada',
  wanted: 'Željeno',
  done: 'Prijeđeni put',
  due: 'Proteklo vrijeme',
  expected: 'Ovim tempom',
  definition: 'Što je to',
  overDays: 'od {from} do {to}',
  how: 'Prijeđeni put = (sada − na početku) / (željeno − na početku). Ravnomjeran tempo prešao je onoliko puta koliko je vremena proteklo; unutar desetine cilj je na putu. Ovim tempom = na početku + (sada − na početku) / proteklo vrijeme, od desetine vremena nadalje.',
  counting: 'Narudžbe se broje, svaka jednom.',
  again: 'Pogledaj ponovno',
  failed: 'Brojanje je prekinula pogreška; razlog je u dnevniku programa.',
  empty: 'Još nema ciljeva',
  emptyText:
    'U datoteci goals.yaml, pokraj datoteke trgovine, napišite što neki broj treba postati. Stavite ovakav redak:',
}

const sl: Record<GoalPageWord, string> = {
  title: 'Cilji iz goals.yaml',
  lead: 'Stanje {at}. Najnovejše vrednosti se končajo včeraj, po uri območja {zone}: današnji dan še traja.',
  goal: 'Cilj',
  verdict: 'Ocena',
  began: 'Na začetku',
  newest: 'Zdaj',
  wanted: 'Želeno',
  done: 'Opravljena pot',
  due: 'Pretekli čas',
  expected: 'S tem tempom',
  definition: 'Kaj je to',
  overDays: 'od {from} do {to}',
  how: 'Opravljena pot = (zdaj − na začetku) / (želeno − na začetku). Enakomeren tempo opravi toliko poti, kolikor časa je preteklo; znotraj desetine je cilj na poti. S tem tempom = na začetku + (zdaj − na začetku) / pretekli čas, od desetine časa naprej.',
  counting: 'Naročila se štejejo, vsako enkrat.',
  again: 'Poglej znova',
  failed: 'Štetje je prekinila napaka; razlog je v dnevniku programa.',
  empty: 'Ciljev še ni',
  emptyText:
    'V datoteko goals.yaml, poleg datoteke trgovine, napišite, kaj naj število postane. Dodajte takšno vrstico:',
}

const cs: Record<GoalPageWord, string> = {
  title: 'Cíle z goals.yaml',
  lead: 'Stav {at}. Nejnovější hodnoty končí včerejškem, podle hodin pásma {zone}: dnešek ještě neskončil.',
  goal: 'Cíl',
  verdict: 'Hodnocení',
  began: 'Na začátku',
  newest: 'Nyní',
  wanted: 'Požadováno',
  done: 'Ušlá cesta',
  due: 'Uplynulý čas',
  expected: 'Tímto tempem',
  definition: 'Co to je',
  overDays: 'od {from} do {to}',
  how: 'Ušlá cesta = (nyní − na začátku) / (požadováno − na začátku). Rovnoměrné tempo ujde tolik cesty, kolik uplynulo času; v mezích desetiny je cíl na dobré cestě. Tímto tempem = na začátku + (nyní − na začátku) / uplynulý čas, od desetiny času dál.',
  counting: 'Objednávky se počítají, každá jednou.',
  again: 'Podívat se znovu',
  failed: 'Počítání přerušila chyba; důvod je v protokolu programu.',
  empty: 'Zatím žádné cíle',
  emptyText: 'Do souboru goals.yaml vedle souboru obchodu napište, čím se má číslo stát. Přidejte takový řádek:',
}

const lv: Record<GoalPageWord, string> = {
  title: 'Mērķi no goals.yaml',
  lead: 'Stāvoklis {at}. Jaunākās vērtības beidzas ar vakardienu, pēc {zone} pulksteņa: šodiena vēl nav beigusies.',
  goal: 'Mērķis',
  verdict: 'Vērtējums',
  began: 'Sākumā',
  newest: 'Tagad',
  wanted: 'Vēlamais',
  done: 'Noietais ceļš',
  due: 'Pagājušais laiks',
  expected: 'Šādā tempā',
  definition: 'Kas tas ir',
  overDays: 'no {from} līdz {to}',
  how: 'Noietais ceļš = (tagad − sākumā) / (vēlamais − sākumā). Vienmērīgā tempā noiets tik daudz ceļa, cik pagājis laika; desmitdaļas robežās mērķis ir uz ceļa. Šādā tempā = sākumā + (tagad − sākumā) / pagājušais laiks, no laika desmitdaļas.',
  counting: 'Pasūtījumus skaita, katru vienreiz.',
  again: 'Paskatīties vēlreiz',
  failed: 'Skaitīšanu pārtrauca kļūda; iemesls ir programmas žurnālā.',
  empty: 'Mērķu vēl nav',
  emptyText: 'Failā goals.yaml blakus veikala failam ierakstiet, par ko skaitlim jākļūst. Pievienojiet šādu rindu:',
}

export const goalPageWords: WordList<GoalPageWord> = { en, hr, sl, cs, lv }
