import type { WordList } from './say.ts'

/** Words of alerts on the page of goals. */
export type AlertWord = keyof typeof en

const en = {
  beyond: 'Beyond the usual range',
  beyondNote:
    'The seven days {from} to {to}, against the median of the weeks before and three standard deviations around it.',
  nothingBeyond:
    'Orders, revenue, order value, clicks, bounces and complaints of {from} to {to} are within their usual range.',
  number: 'Number',
  value: 'These days',
  usual: 'Usually',
  limit: 'Limit',
  lasting: 'Days beyond it',
  late: 'Good customers who became late today',
  lateNote:
    'Of the tenth that spent most: away for more than twice the usual days between their orders, and yesterday not yet.',
  noneLate: 'None of them became late today.',
  customer: 'Customer',
  spent: 'Spent',
  lastOrder: 'Last order',
  usualGap: 'Usual days between',
  more: 'And {n} more.',
  notices: 'Named to the shop by campaigns',
  noticesNote: 'Whom a step “notify” named in the seven days up to today, the newest first.',
  noNotices: 'Nobody.',
  campaign: 'Campaign',
  step: 'Step',
  started: 'Began',
  told: 'Day',
  to: 'To whom',
} as const

const hr: Record<AlertWord, string> = {
  beyond: 'Izvan uobičajenog raspona',
  beyondNote: 'Sedam dana od {from} do {to}, prema medijanu tjedana prije i tri standardna odstupanja oko njega.',
  nothingBeyond:
    'Narudžbe, prihod, vrijednost narudžbe, klikovi, odbijanja i pritužbe od {from} do {to} u uobičajenom su rasponu.',
  number: 'Broj',
  value: 'Ovih dana',
  usual: 'Obično',
  limit: 'Granica',
  lasting: 'Dana izvan nje',
  late: 'Dobri kupci koji od danas kasne',
  lateNote:
    'Iz desetine koja je potrošila najviše: nema ih dulje od dvostrukog uobičajenog razmaka, a jučer ih još nije.',
  noneLate: 'Nitko od njih danas nije počeo kasniti.',
  customer: 'Kupac',
  spent: 'Potrošeno',
  lastOrder: 'Zadnja narudžba',
  usualGap: 'Uobičajeno dana između',
  more: 'I još {n}.',
  notices: 'Koje su kampanje javile trgovini',
  noticesNote: 'Koga je korak „notify” imenovao u sedam dana do danas, najnoviji prvi.',
  noNotices: 'Nikoga.',
  campaign: 'Kampanja',
  step: 'Korak',
  started: 'Početak',
  told: 'Dan',
  to: 'Kome',
}

const sl: Record<AlertWord, string> = {
  beyond: 'Zunaj običajnega razpona',
  beyondNote: 'Sedem dni od {from} do {to}, glede na mediano tednov pred tem in tri standardne odklone okoli nje.',
  nothingBeyond:
    'Naročila, prihodek, vrednost naročila, kliki, zavrnitve in pritožbe od {from} do {to} so v običajnem razponu.',
  number: 'Število',
  value: 'Te dni',
  usual: 'Običajno',
  limit: 'Meja',
  lasting: 'Dni zunaj nje',
  late: 'Dobri kupci, ki od danes zamujajo',
  lateNote: 'Iz desetine, ki je porabila največ: ni jih dlje od dvakratnega običajnega razmika, včeraj še ne.',
  noneLate: 'Nihče od njih danes ni začel zamujati.',
  customer: 'Kupec',
  spent: 'Porabljeno',
  lastOrder: 'Zadnje naročilo',
  usualGap: 'Običajno dni vmes',
  more: 'In še {n}.',
  notices: 'Ki so jih kampanje sporočile trgovini',
  noticesNote: 'Koga je korak »notify« imenoval v sedmih dneh do danes, najnovejši prvi.',
  noNotices: 'Nikogar.',
  campaign: 'Kampanja',
  step: 'Korak',
  started: 'Začetek',
  told: 'Dan',
  to: 'Komu',
}

const cs: Record<AlertWord, string> = {
  beyond: 'Mimo obvyklé rozpětí',
  beyondNote: 'Sedm dní od {from} do {to} proti mediánu předchozích týdnů a třem směrodatným odchylkám kolem něj.',
  nothingBeyond:
    'Objednávky, tržby, hodnota objednávky, kliknutí, odmítnutí a stížnosti od {from} do {to} jsou v obvyklém rozpětí.',
  number: 'Číslo',
  value: 'Tyto dny',
  usual: 'Obvykle',
  limit: 'Mez',
  lasting: 'Dní za ní',
  late: 'Dobří zákazníci, kteří se dnes opozdili',
  lateNote: 'Z desetiny s největší útratou: jsou pryč déle než dvojnásobek obvyklého odstupu a včera ještě nebyli.',
  noneLate: 'Nikdo z nich se dnes neopozdil.',
  customer: 'Zákazník',
  spent: 'Útrata',
  lastOrder: 'Poslední objednávka',
  usualGap: 'Obvykle dní mezi',
  more: 'A dalších {n}.',
  notices: 'O kom daly kampaně obchodu vědět',
  noticesNote: 'Koho krok „notify“ jmenoval za sedm dní do dneška, nejnovější první.',
  noNotices: 'Nikoho.',
  campaign: 'Kampaň',
  step: 'Krok',
  started: 'Začátek',
  told: 'Den',
  to: 'Komu',
}

const lv: Record<AlertWord, string> = {
  beyond: 'Ārpus parastajām robežām',
  beyondNote: 'Septiņas dienas no {from} līdz {to} pret iepriekšējo nedēļu mediānu un trim standartnovirzēm ap to.',
  nothingBeyond:
    'Pasūtījumi, ieņēmumi, pasūtījuma vērtība, klikšķi, atteikumi un sūdzības no {from} līdz {to} ir parastajās robežās.',
  number: 'Skaitlis',
  value: 'Šajās dienās',
  usual: 'Parasti',
  limit: 'Robeža',
  lasting: 'Dienas ārpus tās',
  late: 'Labi klienti, kuri šodien sākuši kavēties',
  lateNote: 'No desmitdaļas, kas iztērējusi visvairāk: prom ilgāk par divkāršu parasto starplaiku, bet vakar vēl ne.',
  noneLate: 'Neviens no viņiem šodien nav sācis kavēties.',
  customer: 'Klients',
  spent: 'Iztērēts',
  lastOrder: 'Pēdējais pasūtījums',
  usualGap: 'Parasti dienas starp tiem',
  more: 'Un vēl {n}.',
  notices: 'Par ko kampaņas paziņojušas veikalam',
  noticesNote: 'Ko solis “notify” nosauca septiņās dienās līdz šodienai, jaunākie vispirms.',
  noNotices: 'Nevienu.',
  campaign: 'Kampaņa',
  step: 'Solis',
  started: 'Sākās',
  told: 'Diena',
  to: 'Kam',
}

export const alertWords: WordList<AlertWord> = { en, hr, sl, cs, lv }
