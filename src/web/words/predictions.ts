import type { WordList } from './say.ts'

/** Words of the page of predictions. */
export type PredictionsWord = keyof typeof en

const en = {
  lead: 'As of {day}: {n} customers had ordered before. Orders of that day and later change nothing.',
  ahead: 'The 365 days ahead',
  alive: 'Still customers',
  aliveIs: 'The sum of everybody’s chance to be still a customer. By BG/NBD nobody leaves before a second order.',
  orders: 'Orders',
  ordersIs: 'Expected of those who have ordered before; those who have left add nothing.',
  worth: 'Value',
  worthIs:
    'Margin × value of an order (Gamma-Gamma) × expected orders, later ones discounted. Margin and discount: lifetime in the shop file; without a margin it is revenue.',
  check: 'How good that is',
  finding: 'Fitted on what lies more than {days} days back, the model expected {expected} orders since; {actual} came.',
  repeats: 'Repeat orders',
  customers: 'Customers',
  expected: 'Expected orders each',
  actual: 'Orders that came each',
  orMore: '{n} or more',
  checkNone: 'A quarter ago there was too little to fit a model, so it cannot be checked yet.',
  model: 'The model',
  modelIs:
    'BG/NBD (Fader, Hardie and Lee 2005), most likely parameters: {parameters}; log-likelihood {likelihood}, {n} customers.',
  few: 'Too few orders for predictions',
  fewText:
    'It takes {customers} customers with an order, {repeaters} of whom ordered again, and {weeks} weeks since the first order. Until then facts such as overdue_ratio go by each customer’s own rhythm.',
  unfit: 'No parameters fit the orders of this shop.',
  counting: 'The orders are being read and the models fitted.',
  again: 'Look again',
  failed: 'Fitting stopped with an error; the log of the program says why.',
} as const

const hr: Record<PredictionsWord, string> = {
  lead: 'Stanje {day}: prije toga naručilo je {n} kupaca. Narudžbe toga dana i kasnije ništa ne mijenjaju.',
  ahead: 'Sljedećih 365 dana',
  alive: 'Još kupci',
  aliveIs: 'Zbroj vjerojatnosti da je netko još kupac. Po modelu BG/NBD nitko ne odlazi prije druge narudžbe.',
  orders: 'Narudžbe',
  ordersIs: 'Očekivane od onih koji su već naručili; tko je otišao, ne dodaje ništa.',
  worth: 'Vrijednost',
  worthIs:
    'Marža × vrijednost narudžbe (Gamma-Gamma) × očekivane narudžbe, kasnije s popustom na vrijeme. Marža i popust: lifetime u datoteci trgovine; bez marže to je prihod.',
  check: 'Koliko je to dobro',
  finding:
    'Prilagođen na ono što je starije od {days} dana, model je otad očekivao {expected} narudžbi; stiglo ih je {actual}.',
  repeats: 'Ponovne narudžbe',
  customers: 'Kupci',
  expected: 'Očekivano po kupcu',
  actual: 'Stiglo po kupcu',
  orMore: '{n} ili više',
  checkNone: 'Prije tromjesečja bilo je premalo podataka za model, pa se još ne može provjeriti.',
  model: 'Model',
  modelIs:
    'BG/NBD (Fader, Hardie i Lee 2005), najvjerojatniji parametri: {parameters}; logaritam vjerojatnosti {likelihood}, kupaca: {n}.',
  few: 'Premalo narudžbi za predviđanja',
  fewText:
    'Potrebno je {customers} kupaca s narudžbom, od kojih je {repeaters} naručilo ponovno, i {weeks} tjedana od prve narudžbe. Dotad se činjenice kao overdue_ratio ravnaju po ritmu svakog kupca.',
  unfit: 'Nijedni parametri ne odgovaraju narudžbama ove trgovine.',
  counting: 'Narudžbe se čitaju i modeli prilagođavaju.',
  again: 'Pogledaj opet',
  failed: 'Prilagodba je stala s greškom; dnevnik programa kaže zašto.',
}

const sl: Record<PredictionsWord, string> = {
  lead: 'Stanje {day}: pred tem je naročilo {n} strank. Naročila tega dne in pozneje ničesar ne spremenijo.',
  ahead: 'Naslednjih 365 dni',
  alive: 'Še stranke',
  aliveIs: 'Vsota verjetnosti, da je nekdo še stranka. Po modelu BG/NBD nihče ne odide pred drugim naročilom.',
  orders: 'Naročila',
  ordersIs: 'Pričakovana od tistih, ki so že naročili; kdor je odšel, ne doda ničesar.',
  worth: 'Vrednost',
  worthIs:
    'Marža × vrednost naročila (Gamma-Gamma) × pričakovana naročila, poznejša diskontirana. Marža in diskont: lifetime v datoteki trgovine; brez marže je to prihodek.',
  check: 'Kako dobro je to',
  finding:
    'Prilagojen na vse, kar je starejše od {days} dni, je model odtlej pričakoval {expected} naročil; prišlo jih je {actual}.',
  repeats: 'Ponovna naročila',
  customers: 'Stranke',
  expected: 'Pričakovano na stranko',
  actual: 'Prišlo na stranko',
  orMore: '{n} ali več',
  checkNone: 'Pred četrtletjem je bilo podatkov premalo za model, zato ga še ni mogoče preveriti.',
  model: 'Model',
  modelIs:
    'BG/NBD (Fader, Hardie in Lee 2005), najverjetnejši parametri: {parameters}; logaritem verjetja {likelihood}, strank: {n}.',
  few: 'Premalo naročil za napovedi',
  fewText:
    'Potrebnih je {customers} strank z naročilom, od katerih jih je {repeaters} naročilo znova, in {weeks} tednov od prvega naročila. Do takrat se dejstva, kot je overdue_ratio, ravnajo po ritmu vsake stranke.',
  unfit: 'Nobeni parametri ne ustrezajo naročilom te trgovine.',
  counting: 'Naročila se berejo in modeli prilagajajo.',
  again: 'Poglej znova',
  failed: 'Prilagajanje se je ustavilo z napako; dnevnik programa pove, zakaj.',
}

const cs: Record<PredictionsWord, string> = {
  lead: 'Stav {day}: předtím objednalo {n} zákazníků. Objednávky toho dne a pozdější nic nemění.',
  ahead: 'Následujících 365 dní',
  alive: 'Stále zákazníci',
  aliveIs:
    'Součet pravděpodobností, že je někdo stále zákazníkem. Podle BG/NBD nikdo neodejde před druhou objednávkou.',
  orders: 'Objednávky',
  ordersIs: 'Očekávané od těch, kdo už objednali; kdo odešel, nepřidá nic.',
  worth: 'Hodnota',
  worthIs:
    'Marže × hodnota objednávky (Gamma-Gamma) × očekávané objednávky, pozdější diskontované. Marže a diskont: lifetime v souboru obchodu; bez marže jsou to tržby.',
  check: 'Jak je to dobré',
  finding:
    'Model odhadnutý z toho, co je starší než {days} dní, od té doby čekal {expected} objednávek; přišlo {actual}.',
  repeats: 'Opakované objednávky',
  customers: 'Zákazníci',
  expected: 'Očekáváno na zákazníka',
  actual: 'Přišlo na zákazníka',
  orMore: '{n} nebo více',
  checkNone: 'Před čtvrtletím bylo dat na model málo, proto ho zatím nelze ověřit.',
  model: 'Model',
  modelIs:
    'BG/NBD (Fader, Hardie a Lee 2005), nejvěrohodnější parametry: {parameters}; logaritmus věrohodnosti {likelihood}, zákazníků: {n}.',
  few: 'Příliš málo objednávek pro předpovědi',
  fewText:
    'Je třeba {customers} zákazníků s objednávkou, z nichž {repeaters} objednalo znovu, a {weeks} týdnů od první objednávky. Do té doby se fakta jako overdue_ratio řídí rytmem každého zákazníka.',
  unfit: 'Objednávkám tohoto obchodu neodpovídají žádné parametry.',
  counting: 'Čtou se objednávky a odhadují modely.',
  again: 'Podívat se znovu',
  failed: 'Odhad skončil chybou; proč, říká deník programu.',
}

const lv: Record<PredictionsWord, string> = {
  lead: 'Stāvoklis {day}: pirms tam bija pasūtījuši {n} klienti. Tās dienas un vēlāki pasūtījumi neko nemaina.',
  ahead: 'Nākamās 365 dienas',
  alive: 'Vēl klienti',
  aliveIs: 'Visu varbūtību summa, ka kāds vēl ir klients. Pēc BG/NBD neviens neaiziet pirms otrā pasūtījuma.',
  orders: 'Pasūtījumi',
  ordersIs: 'Gaidāmi no tiem, kas jau pasūtījuši; kas aizgājis, nepieliek neko.',
  worth: 'Vērtība',
  worthIs:
    'Peļņas daļa × pasūtījuma vērtība (Gamma-Gamma) × gaidāmie pasūtījumi, vēlākie diskontēti. Peļņas daļa un diskonts: lifetime veikala failā; bez tās tie ir ieņēmumi.',
  check: 'Cik tas ir labi',
  finding:
    'Pielāgots tam, kas vecāks par {days} dienām, modelis kopš tā laika gaidīja {expected} pasūtījumus; pienāca {actual}.',
  repeats: 'Atkārtoti pasūtījumi',
  customers: 'Klienti',
  expected: 'Gaidīts uz klientu',
  actual: 'Pienāca uz klientu',
  orMore: '{n} vai vairāk',
  checkNone: 'Pirms ceturkšņa datu modelim bija par maz, tāpēc to vēl nevar pārbaudīt.',
  model: 'Modelis',
  modelIs:
    'BG/NBD (Fader, Hardie un Lee 2005), ticamākie parametri: {parameters}; ticamības logaritms {likelihood}, klienti: {n}.',
  few: 'Par maz pasūtījumu prognozēm',
  fewText:
    'Vajag {customers} klientus ar pasūtījumu, no kuriem {repeaters} pasūtījuši vēlreiz, un {weeks} nedēļas kopš pirmā pasūtījuma. Līdz tam tādi fakti kā overdue_ratio seko katra klienta ritmam.',
  unfit: 'Šī veikala pasūtījumiem neatbilst nekādi parametri.',
  counting: 'Tiek lasīti pasūtījumi un pielāgoti modeļi.',
  again: 'Skatīt vēlreiz',
  failed: 'Pielāgošana beidzās ar kļūdu; programmas žurnāls saka, kāpēc.',
}

export const predictionsWords: WordList<PredictionsWord> = { en, hr, sl, cs, lv }
