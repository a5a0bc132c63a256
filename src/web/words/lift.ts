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
  liftNote:
    'The interval holds the true lift 95 times in 100, at one look; the word may be looked at each day. A customer counts from the first run that would have written to her since somebody is held out, whether an email left or not.',
  liftWaits: 'It is known once somebody was held out and somebody got an email.',
  liftTitle: 'Does it work',
  liftFound: '{works, plural, =0 {No campaign is} one {# campaign is} other {# campaigns are}} proven to work.',
  liftNone: 'No campaign with a goal has held anybody out yet.',
  treated: 'Taken in',
  treatedReached: 'Reached the goal',
  heldOut: 'Held out',
  heldOutReached: 'Of them reached it',
  verdict: 'Verdict',
  programme: 'the whole programme',
  moreDays: 'about {n, plural, one {# day} other {# days}} more',
  moreLong: 'more than a year more at this pace',
  beyond: 'Beyond the holdout: {n} customers who reached the goal ({low} to {high}).',
  moneyBeyond: 'Revenue beyond the holdout: {total} ({low} to {high}).',
  moneyPerEmail: 'Per email: {perEmail} ({low} to {high}, {emails} emails).',
  wrongGroups:
    'The groups are not as large as their shares: {held} of {all} are held out, {share} were to be. Either the share was changed or customers were lost on the way; trust no difference between them.',
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
    'Interval sadrži pravi učinak 95 puta od 100, za jedan pogled; riječ se smije gledati svaki dan. Kupac se broji od prvog izvođenja koje bi mu pisalo otkad je netko izuzet, bez obzira je li e-poruka otišla.',
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
  programme: 'cijeli program',
  moreDays: 'još oko {n, plural, one {# dan} few {# dana} other {# dana}}',
  moreLong: 'ovim tempom još više od godine',
  beyond: 'Povrh izuzetih: {n} kupaca koji su dosegli cilj ({low} do {high}).',
  moneyBeyond: 'Prihod povrh izuzetih: {total} ({low} do {high}).',
  moneyPerEmail: 'Po e-poruci: {perEmail} ({low} do {high}, {emails} e-poruka).',
  wrongGroups:
    'Skupine nisu velike koliko im je udio: izuzeto je {held} od {all}, a trebalo je {share}. Ili je udio promijenjen ili su se kupci putem izgubili; nijednoj razlici među njima ne vjerujte.',
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
  liftNote:
    'Interval zajema pravi učinek v 95 primerih od 100, ob enem pogledu; besedo smete gledati vsak dan. Kupec šteje od prvega zagona, ki bi mu pisal, odkar je kdo izvzet, ne glede na to, ali je e-sporočilo odšlo.',
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
  programme: 'celoten program',
  moreDays: 'še približno {n, plural, one {# dan} two {# dneva} few {# dni} other {# dni}}',
  moreLong: 's tem tempom še več kot leto',
  beyond: 'Poleg izvzetih: {n} kupcev, ki so dosegli cilj ({low} do {high}).',
  moneyBeyond: 'Prihodek poleg izvzetih: {total} ({low} do {high}).',
  moneyPerEmail: 'Na e-sporočilo: {perEmail} ({low} do {high}, {emails} e-sporočil).',
  wrongGroups:
    'Skupini nista tako veliki, kot sta njuna deleža: izvzetih je {held} od {all}, moralo bi jih biti {share}. Ali je bil delež spremenjen ali so se kupci med potjo izgubili; nobeni razliki med njima ne zaupajte.',
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
    'Interval obsahuje skutečný přínos v 95 případech ze 100, při jednom pohledu; na slovo se smíte dívat každý den. Zákazník se počítá od prvního běhu, který by mu napsal od doby, kdy je někdo vynechán, ať už e-mail odešel, nebo ne.',
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
  programme: 'celý program',
  moreDays: 'ještě asi {n, plural, one {# den} few {# dny} other {# dnů}}',
  moreLong: 'tímto tempem ještě déle než rok',
  beyond: 'Nad vynechané: {n} zákazníků, kteří dosáhli cíle ({low} až {high}).',
  moneyBeyond: 'Tržby nad vynechané: {total} ({low} až {high}).',
  moneyPerEmail: 'Na e-mail: {perEmail} ({low} až {high}, {emails} e-mailů).',
  wrongGroups:
    'Skupiny nejsou tak velké jako jejich podíly: vynecháno je {held} z {all}, mělo být {share}. Buď se podíl změnil, nebo se zákazníci cestou ztratili; žádnému rozdílu mezi nimi nevěřte.',
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
    'Intervāls satur patieso ieguvumu 95 reizēs no 100, skatoties vienreiz; uz vārdu drīkst skatīties katru dienu. Klients skaitās no pirmās izpildes, kas viņam rakstītu, kopš kāds ir izlaists, neatkarīgi no tā, vai e-vēstule aizgāja.',
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
  programme: 'visa programma',
  moreDays: 'vēl apmēram {n, plural, zero {# dienu} one {# diena} other {# dienas}}',
  moreLong: 'šādā tempā vēl vairāk nekā gads',
  beyond: 'Virs izlaistajiem: {n} klienti, kas sasniedza mērķi (no {low} līdz {high}).',
  moneyBeyond: 'Ieņēmumi virs izlaistajiem: {total} (no {low} līdz {high}).',
  moneyPerEmail: 'Uz e-vēstuli: {perEmail} (no {low} līdz {high}, {emails} e-vēstules).',
  wrongGroups:
    'Grupas nav tik lielas, cik to daļas: izlaisti {held} no {all}, vajadzēja {share}. Vai nu daļa tika mainīta, vai klienti pa ceļam pazuda; neticiet nevienai starpībai starp tām.',
  counting: 'Tiek skaitīts, kas notika ar e-pastiem …',
  countFailed: 'To neizdevās saskaitīt. Iemesls ir programmas žurnālā.',
}

export const liftWords: WordList<LiftWord> = { en, hr, sl, cs, lv }
