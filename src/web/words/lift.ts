import type { WordList } from './say.ts'

/** Words about what a campaign brings, measured against those who were held out. */
export type LiftWord = keyof typeof en

const en = {
  lift: 'Lift per 100 customers',
  works: 'works',
  harms: 'harms',
  notProven: 'not proven yet',
  liftSays: '{by} ({low} to {high})',
  liftBase:
    '{reached} of {treated} customers who were taken in reached the goal ({share}), {heldReached} of {held} held out ({heldShare}).',
  liftNote: 'The interval holds the true lift 95 times in 100. Orders count from the run that decided, of all time.',
  liftWaits: 'It is known once somebody was held out and somebody got an email.',
  liftTitle: 'Does it work',
  liftFound: '{works, plural, =0 {No campaign is} one {# campaign is} other {# campaigns are}} proven to work.',
  liftNone: 'No campaign with a goal has held anybody out yet.',
  treated: 'Taken in',
  treatedReached: 'Reached the goal',
  heldOut: 'Held out',
  heldOutReached: 'Of them reached it',
  verdict: 'Verdict',
  counting: 'Counting what came of the emails …',
  countFailed: 'This could not be counted. The log of the program says why.',
} as const

const hr: Record<LiftWord, string> = {
  lift: 'Učinak na 100 kupaca',
  works: 'djeluje',
  harms: 'šteti',
  notProven: 'još nije dokazano',
  liftSays: '{by} ({low} do {high})',
  liftBase:
    'Cilj je doseglo {reached} od {treated} uključenih kupaca ({share}) i {heldReached} od {held} izuzetih ({heldShare}).',
  liftNote:
    'Interval sadrži pravi učinak 95 puta od 100. Narudžbe se broje od izvođenja koje je odlučilo, za sve vrijeme.',
  liftWaits: 'Zna se čim netko bude izuzet i netko dobije e-poruku.',
  liftTitle: 'Djeluje li',
  liftFound:
    'Dokazano {works, plural, =0 {ne djeluje nijedna kampanja} one {djeluje # kampanja} few {djeluju # kampanje} other {djeluje # kampanja}}.',
  liftNone: 'Nijedna kampanja s ciljem još nikoga nije izuzela.',
  treated: 'Uključeni',
  treatedReached: 'Dosegli cilj',
  heldOut: 'Izuzeti',
  heldOutReached: 'Od njih dosegli',
  verdict: 'Ocjena',
  counting: 'Broji se što je bilo s e-porukama …',
  countFailed: 'Ovo se nije moglo prebrojiti. Razlog je u dnevniku programa.',
}

const sl: Record<LiftWord, string> = {
  lift: 'Učinek na 100 kupcev',
  works: 'deluje',
  harms: 'škodi',
  notProven: 'še ni dokazano',
  liftSays: '{by} ({low} do {high})',
  liftBase:
    'Cilj je doseglo {reached} od {treated} vključenih kupcev ({share}) in {heldReached} od {held} izvzetih ({heldShare}).',
  liftNote: 'Interval zajema pravi učinek v 95 primerih od 100. Naročila štejejo od zagona, ki je odločil, za ves čas.',
  liftWaits: 'Znan je, ko je kdo izvzet in kdo dobi e-pošto.',
  liftTitle: 'Ali deluje',
  liftFound:
    'Dokazano {works, plural, =0 {ne deluje nobena kampanja} one {deluje # kampanja} two {delujeta # kampanji} few {delujejo # kampanje} other {deluje # kampanj}}.',
  liftNone: 'Nobena kampanja s ciljem še ni nikogar izvzela.',
  treated: 'Vključeni',
  treatedReached: 'Dosegli cilj',
  heldOut: 'Izvzeti',
  heldOutReached: 'Od njih dosegli',
  verdict: 'Ocena',
  counting: 'Šteje se, kaj je bilo z e-pošto …',
  countFailed: 'Tega ni bilo mogoče prešteti. Razlog je v dnevniku programa.',
}

const cs: Record<LiftWord, string> = {
  lift: 'Přínos na 100 zákazníků',
  works: 'funguje',
  harms: 'škodí',
  notProven: 'zatím neprokázáno',
  liftSays: '{by} ({low} až {high})',
  liftBase:
    'Cíle dosáhlo {reached} z {treated} zařazených zákazníků ({share}) a {heldReached} z {held} vynechaných ({heldShare}).',
  liftNote:
    'Interval obsahuje skutečný přínos v 95 případech ze 100. Objednávky se počítají od běhu, který rozhodl, za celou dobu.',
  liftWaits: 'Bude znám, až bude někdo vynechán a někdo dostane e-mail.',
  liftTitle: 'Funguje to',
  liftFound:
    'Prokazatelně {works, plural, =0 {nefunguje žádná kampaň} one {funguje # kampaň} few {fungují # kampaně} other {funguje # kampaní}}.',
  liftNone: 'Žádná kampaň s cílem zatím nikoho nevynechala.',
  treated: 'Zařazení',
  treatedReached: 'Dosáhli cíle',
  heldOut: 'Vynechaní',
  heldOutReached: 'Z nich dosáhli',
  verdict: 'Závěr',
  counting: 'Počítá se, co bylo s e-maily …',
  countFailed: 'To se nepodařilo spočítat. Důvod je v logu programu.',
}

const lv: Record<LiftWord, string> = {
  lift: 'Ieguvums uz 100 klientiem',
  works: 'strādā',
  harms: 'kaitē',
  notProven: 'vēl nav pierādīts',
  liftSays: '{by} (no {low} līdz {high})',
  liftBase:
    'Mērķi sasniedza {reached} no {treated} iekļautajiem klientiem ({share}) un {heldReached} no {held} izlaistajiem ({heldShare}).',
  liftNote:
    'Intervāls satur patieso ieguvumu 95 reizēs no 100. Pasūtījumi skaitās no izpildes, kas izlēma, par visu laiku.',
  liftWaits: 'Tas būs zināms, kad kāds būs izlaists un kāds saņems e-pastu.',
  liftTitle: 'Vai tas strādā',
  liftFound:
    'Pierādīti {works, plural, =0 {nestrādā neviena kampaņa} zero {strādā # kampaņu} one {strādā # kampaņa} other {strādā # kampaņas}}.',
  liftNone: 'Neviena kampaņa ar mērķi vēl nevienu nav izlaidusi.',
  treated: 'Iekļautie',
  treatedReached: 'Sasniedza mērķi',
  heldOut: 'Izlaistie',
  heldOutReached: 'No tiem sasniedza',
  verdict: 'Vērtējums',
  counting: 'Tiek skaitīts, kas notika ar e-pastiem …',
  countFailed: 'To neizdevās saskaitīt. Iemesls ir programmas žurnālā.',
}

export const liftWords: WordList<LiftWord> = { en, hr, sl, cs, lv }
