import type { WordList } from './say.ts'

/** Words of what is worth a look on the first screen: goals off their pace, and alerts of today. */
export type WatchWord = keyof typeof en

const en = {
  title: 'Worth a look',
  goal: '{goal}: {verdict}, now {now}, wanted {wanted}.',
  number: '{number} of the last seven days: {value}, usually {usual}.',
  late: '{n, plural, one {# good customer} other {# good customers}} became late today.',
  more: 'Goals and alerts',
} as const

const hr: Record<WatchWord, string> = {
  title: 'Vrijedi pogledati',
  goal: '{goal}: {verdict}, sada {now}, željeno {wanted}.',
  number: '{number} zadnjih sedam dana: {value}, inače {usual}.',
  late: 'Danas {n, plural, one {kasni još # dobar kupac} few {kasne još # dobra kupca} other {kasni još # dobrih kupaca}}.',
  more: 'Ciljevi i upozorenja',
}

const sl: Record<WatchWord, string> = {
  title: 'Vredno pogleda',
  goal: '{goal}: {verdict}, zdaj {now}, želeno {wanted}.',
  number: '{number} zadnjih sedem dni: {value}, sicer {usual}.',
  late: 'Danes {n, plural, one {zamuja še # dober kupec} two {zamujata še # dobra kupca} few {zamujajo še # dobri kupci} other {zamuja še # dobrih kupcev}}.',
  more: 'Cilji in opozorila',
}

const cs: Record<WatchWord, string> = {
  title: 'Stojí za pohled',
  goal: '{goal}: {verdict}, nyní {now}, cíl {wanted}.',
  number: '{number} za posledních sedm dní: {value}, obvykle {usual}.',
  late: 'Dnes se {n, plural, one {opozdil # dobrý zákazník} few {opozdili # dobří zákazníci} other {opozdilo # dobrých zákazníků}}.',
  more: 'Cíle a upozornění',
}

const lv: Record<WatchWord, string> = {
  title: 'Vērts apskatīt',
  goal: '{goal}: {verdict}, tagad {now}, vēlamais {wanted}.',
  number: '{number} pēdējās septiņās dienās: {value}, parasti {usual}.',
  late: 'Šodien {n, plural, zero {kavējas # labu klientu} one {kavējas # labs klients} other {kavējas # labi klienti}}.',
  more: 'Mērķi un brīdinājumi',
}

export const watchWords: WordList<WatchWord> = { en, hr, sl, cs, lv }
