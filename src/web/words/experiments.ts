import type { WordList } from './say.ts'

/** Words of the page of experiments. */
export type ExperimentWord = keyof typeof en

const en = {
  title: 'Experiments',
  lead: 'What is being tried: which version of an email is better, and what campaigns bring beside those who are held out. As of {at}.',
  counting: 'Customers are being counted, version by version.',
  again: 'Look again',
  failed: 'Counting stopped with an error; the log of the program says why.',
  empty: 'Nothing is being tried',
  emptyText: 'Give a campaign a goal, then an email two versions, or hold some customers out:',
  byConversions:
    'Wins by conversions: customers who reach the goal within {n, plural, one {# day} other {# days}} of the email.',
  byRevenue:
    'Wins by revenue: what customers spend within {n, plural, one {# day} other {# days}} of the email, refunds taken off.',
  hand: 'The winner is adopted by hand.',
  auto: 'The daily run adopts the winner.',
  version: 'Version',
  share: 'Share',
  begun: 'Got it',
  over: 'Days over',
  reached: 'Reached the goal',
  rate: 'Rate',
  revenue: 'Revenue',
  each: 'Per customer',
  group: 'Group',
  customers: 'Customers',
  beside: '{best} beside {next}: {by} per 100 customers ({low} to {high})',
  besideMoney: '{best} beside {next}: {by} a customer ({low} to {high})',
  tooFew: '{best} beside {next}: too few customers to say by how much',
  early: 'Too early: no two versions have customers whose days are over.',
  better: '{best} is better',
  notProven: 'not proven yet',
  more: 'about {n, plural, one {# day} other {# days}} more',
  longer: 'more than a year more at this pace',
  wrongGroups:
    'The groups are not as large as their shares say (chance {chance}): customers were lost on the way, or the shares were changed. Trust no difference.',
  methodVariants:
    'Each customer counts once, when the days of the goal are over. The interval holds at every look at once, 95 times in 100, so look every day: a mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2022). Days more hold with a chance of four in five, at the pace of the last 28 days.',
  methodHoldouts:
    'A customer counts from the first day on which she would have been written to. Lift is the rate of who was taken in less that of who was held out; the interval is that of one look (Miettinen and Nurminen 1985), the word that of the daily test.',
  holdouts: 'Who is held out',
  heldShare: '{share} held out',
  noHoldout: 'Too early: nobody is in one of the two groups.',
  noGoal: '{what} is not measured: its campaign has no goal.',
  nobodyYet: '{what}: nobody is held out yet.',
} as const

const hr: Record<ExperimentWord, string> = {
  title: 'Pokusi',
  lead: 'Što se isprobava: koja je inačica e-poruke bolja i što kampanje donose u odnosu na izuzete. Stanje {at}.',
  counting: 'Kupci se broje, inačica po inačica.',
  again: 'Pogledaj ponovno',
  failed: 'Brojanje je prekinula pogreška; razlog je u dnevniku programa.',
  empty: 'Ništa se ne isprobava',
  emptyText: 'Daj kampanji cilj, zatim e-poruci dvije inačice, ili izuzmi dio kupaca:',
  byConversions:
    'Pobjeđuje po ciljevima: kupci koji dosegnu cilj u roku od {n, plural, one {# dana} few {# dana} other {# dana}} od e-poruke.',
  byRevenue:
    'Pobjeđuje po prihodu: što kupci potroše u roku od {n, plural, one {# dana} few {# dana} other {# dana}} od e-poruke, bez povrata.',
  hand: 'Pobjednica se usvaja ručno.',
  auto: 'Pobjednicu usvaja dnevno izvođenje.',
  version: 'Inačica',
  share: 'Udio',
  begun: 'Dobili',
  over: 'Rok prošao',
  reached: 'Dosegli cilj',
  rate: 'Stopa',
  revenue: 'Prihod',
  each: 'Po kupcu',
  group: 'Skupina',
  customers: 'Kupci',
  beside: '{best} prema {next}: {by} na 100 kupaca ({low} do {high})',
  besideMoney: '{best} prema {next}: {by} po kupcu ({low} do {high})',
  tooFew: '{best} prema {next}: premalo kupaca da bi se reklo za koliko',
  early: 'Prerano: ni dvije inačice nemaju kupce kojima je rok prošao.',
  better: '{best} je bolja',
  notProven: 'još nije dokazano',
  more: 'još oko {n, plural, one {# dan} few {# dana} other {# dana}}',
  longer: 'ovim tempom još više od godine',
  wrongGroups:
    'Skupine nisu velike kako kažu njihovi udjeli (vjerojatnost {chance}): kupci su se putem izgubili ili su udjeli promijenjeni. Ne vjeruj nijednoj razlici.',
  methodVariants:
    'Svaki se kupac broji jednom, kad prođu dani cilja. Interval vrijedi pri svakom pogledu odjednom, 95 puta od 100, pa gledaj svaki dan: sekvencijalni test omjera vjerojatnosti s mješavinom (Robbins 1970; Johari, Koomen, Pekelis i Walsh 2022). Preostali dani vrijede s izgledima četiri od pet, tempom zadnjih 28 dana.',
  methodHoldouts:
    'Kupac se broji od prvog dana na koji bi mu se pisalo. Učinak je stopa uključenih manje stopa izuzetih; interval je onaj jednog pogleda (Miettinen i Nurminen 1985), a riječ ona dnevnog testa.',
  holdouts: 'Tko je izuzet',
  heldShare: 'izuzeto {share}',
  noHoldout: 'Prerano: u jednoj od dviju skupina nema nikoga.',
  noGoal: '{what} se ne mjeri: kampanja nema cilj.',
  nobodyYet: '{what}: još nitko nije izuzet.',
}

const sl: Record<ExperimentWord, string> = {
  title: 'Poskusi',
  lead: 'Kaj se preizkuša: katera različica e-sporočila je boljša in kaj prinesejo kampanje v primerjavi z izvzetimi. Stanje {at}.',
  counting: 'Kupci se štejejo, različica za različico.',
  again: 'Poglej znova',
  failed: 'Štetje je prekinila napaka; razlog je v dnevniku programa.',
  empty: 'Nič se ne preizkuša',
  emptyText: 'Daj kampanji cilj, nato e-sporočilu dve različici ali izvzemi del kupcev:',
  byConversions:
    'Zmaga po ciljih: kupci, ki dosežejo cilj v {n, plural, one {# dnevu} two {# dneh} few {# dneh} other {# dneh}} po e-sporočilu.',
  byRevenue:
    'Zmaga po prihodku: kar kupci porabijo v {n, plural, one {# dnevu} two {# dneh} few {# dneh} other {# dneh}} po e-sporočilu, brez vračil.',
  hand: 'Zmagovalko se sprejme ročno.',
  auto: 'Zmagovalko sprejme dnevni zagon.',
  version: 'Različica',
  share: 'Delež',
  begun: 'Prejeli',
  over: 'Rok pretekel',
  reached: 'Dosegli cilj',
  rate: 'Stopnja',
  revenue: 'Prihodek',
  each: 'Na kupca',
  group: 'Skupina',
  customers: 'Kupci',
  beside: '{best} proti {next}: {by} na 100 kupcev ({low} do {high})',
  besideMoney: '{best} proti {next}: {by} na kupca ({low} do {high})',
  tooFew: '{best} proti {next}: premalo kupcev, da bi rekli za koliko',
  early: 'Prezgodaj: niti dve različici nimata kupcev, ki jim je rok pretekel.',
  better: '{best} je boljša',
  notProven: 'še ni dokazano',
  more: 'še približno {n, plural, one {# dan} two {# dneva} few {# dni} other {# dni}}',
  longer: 's tem tempom še več kot leto',
  wrongGroups:
    'Skupine niso tako velike, kot pravijo njihovi deleži (verjetnost {chance}): kupci so se med potjo izgubili ali pa so bili deleži spremenjeni. Ne zaupaj nobeni razliki.',
  methodVariants:
    'Vsak kupec šteje enkrat, ko minejo dnevi cilja. Interval velja ob vsakem pogledu hkrati, v 95 primerih od 100, zato glej vsak dan: zaporedni test razmerja verjetnosti z mešanico (Robbins 1970; Johari, Koomen, Pekelis in Walsh 2022). Preostali dnevi veljajo z možnostjo štiri od pet, s tempom zadnjih 28 dni.',
  methodHoldouts:
    'Kupec šteje od prvega dne, ko bi mu pisali. Učinek je stopnja vključenih manj stopnja izvzetih; interval je tisti enega pogleda (Miettinen in Nurminen 1985), beseda tista dnevnega testa.',
  holdouts: 'Kdo je izvzet',
  heldShare: 'izvzetih {share}',
  noHoldout: 'Prezgodaj: v eni od skupin ni nikogar.',
  noGoal: '{what} se ne meri: kampanja nima cilja.',
  nobodyYet: '{what}: nihče še ni izvzet.',
}

const cs: Record<ExperimentWord, string> = {
  title: 'Experimenty',
  lead: 'Co se zkouší: která verze e-mailu je lepší a co kampaně přinášejí proti vynechaným. Stav {at}.',
  counting: 'Zákazníci se počítají, verze po verzi.',
  again: 'Podívat se znovu',
  failed: 'Počítání přerušila chyba; důvod je v logu programu.',
  empty: 'Nic se nezkouší',
  emptyText: 'Dejte kampani cíl, potom e-mailu dvě verze, nebo část zákazníků vynechte:',
  byConversions:
    'Vítězí podle cílů: zákazníci, kteří dosáhnou cíle do {n, plural, one {# dne} few {# dnů} other {# dnů}} od e-mailu.',
  byRevenue:
    'Vítězí podle tržeb: kolik zákazníci utratí do {n, plural, one {# dne} few {# dnů} other {# dnů}} od e-mailu, bez vrácených peněz.',
  hand: 'Vítěz se přijímá ručně.',
  auto: 'Vítěze přijme denní běh.',
  version: 'Verze',
  share: 'Podíl',
  begun: 'Dostali',
  over: 'Lhůta uplynula',
  reached: 'Dosáhli cíle',
  rate: 'Míra',
  revenue: 'Tržby',
  each: 'Na zákazníka',
  group: 'Skupina',
  customers: 'Zákazníci',
  beside: '{best} proti {next}: {by} na 100 zákazníků ({low} až {high})',
  besideMoney: '{best} proti {next}: {by} na zákazníka ({low} až {high})',
  tooFew: '{best} proti {next}: příliš málo zákazníků, než aby šlo říci o kolik',
  early: 'Příliš brzy: ani dvě verze nemají zákazníky, kterým lhůta uplynula.',
  better: '{best} je lepší',
  notProven: 'zatím neprokázáno',
  more: 'ještě asi {n, plural, one {# den} few {# dny} other {# dnů}}',
  longer: 'tímto tempem ještě déle než rok',
  wrongGroups:
    'Skupiny nejsou tak velké, jak říkají jejich podíly (pravděpodobnost {chance}): zákazníci se cestou ztratili, nebo se podíly změnily. Nevěřte žádnému rozdílu.',
  methodVariants:
    'Každý zákazník se počítá jednou, až dny cíle uplynou. Interval platí při každém pohledu zároveň, v 95 případech ze 100, takže se dívejte každý den: sekvenční test poměru věrohodností se směsí (Robbins 1970; Johari, Koomen, Pekelis a Walsh 2022). Zbývající dny platí s nadějí čtyři z pěti, tempem posledních 28 dnů.',
  methodHoldouts:
    'Zákazník se počítá od prvního dne, kdy by mu bylo napsáno. Přínos je míra zařazených minus míra vynechaných; interval je pro jeden pohled (Miettinen a Nurminen 1985), slovo je z denního testu.',
  holdouts: 'Kdo je vynechán',
  heldShare: 'vynecháno {share}',
  noHoldout: 'Příliš brzy: v jedné ze skupin nikdo není.',
  noGoal: '{what} se neměří: kampaň nemá cíl.',
  nobodyYet: '{what}: zatím nikdo není vynechán.',
}

const lv: Record<ExperimentWord, string> = {
  title: 'Eksperimenti',
  lead: 'Kas tiek izmēģināts: kura e-vēstules versija ir labāka un ko kampaņas dod salīdzinājumā ar izlaistajiem. Stāvoklis {at}.',
  counting: 'Klienti tiek skaitīti, versija pēc versijas.',
  again: 'Skatīt vēlreiz',
  failed: 'Skaitīšanu pārtrauca kļūda; iemesls ir programmas žurnālā.',
  empty: 'Nekas netiek izmēģināts',
  emptyText: 'Dodiet kampaņai mērķi, tad e-vēstulei divas versijas vai izlaidiet daļu klientu:',
  byConversions:
    'Uzvar pēc mērķiem: klienti, kas sasniedz mērķi {n, plural, zero {# dienu} one {# dienas} other {# dienu}} laikā pēc e-vēstules.',
  byRevenue:
    'Uzvar pēc ieņēmumiem: ko klienti iztērē {n, plural, zero {# dienu} one {# dienas} other {# dienu}} laikā pēc e-vēstules, bez atmaksām.',
  hand: 'Uzvarētāju pieņem ar roku.',
  auto: 'Uzvarētāju pieņem dienas izpilde.',
  version: 'Versija',
  share: 'Daļa',
  begun: 'Saņēma',
  over: 'Termiņš beidzies',
  reached: 'Sasniedza mērķi',
  rate: 'Rādītājs',
  revenue: 'Ieņēmumi',
  each: 'Uz klientu',
  group: 'Grupa',
  customers: 'Klienti',
  beside: '{best} pret {next}: {by} uz 100 klientiem (no {low} līdz {high})',
  besideMoney: '{best} pret {next}: {by} uz klientu (no {low} līdz {high})',
  tooFew: '{best} pret {next}: par maz klientu, lai teiktu, par cik',
  early: 'Pāragri: pat divām versijām nav klientu, kuriem termiņš beidzies.',
  better: '{best} ir labāka',
  notProven: 'vēl nav pierādīts',
  more: 'vēl apmēram {n, plural, zero {# dienu} one {# diena} other {# dienas}}',
  longer: 'šādā tempā vēl vairāk nekā gads',
  wrongGroups:
    'Grupas nav tik lielas, kā saka to daļas (varbūtība {chance}): klienti pa ceļam pazuda vai daļas tika mainītas. Neticiet nevienai starpībai.',
  methodVariants:
    'Katrs klients skaitās vienreiz, kad mērķa dienas ir beigušās. Intervāls der katrā skatienā reizē, 95 reizes no 100, tāpēc skatieties katru dienu: secīgs varbūtību attiecības tests ar maisījumu (Robbins 1970; Johari, Koomen, Pekelis un Walsh 2022). Atlikušās dienas der ar iespēju četri no pieci, pēdējo 28 dienu tempā.',
  methodHoldouts:
    'Klients skaitās no pirmās dienas, kad viņam būtu rakstīts. Ieguvums ir iekļauto rādītājs mīnus izlaisto rādītājs; intervāls ir viena skatiena (Miettinen un Nurminen 1985), vārds — dienas testa.',
  holdouts: 'Kas ir izlaists',
  heldShare: 'izlaisti {share}',
  noHoldout: 'Pāragri: vienā no grupām nav neviena.',
  noGoal: '{what} netiek mērīts: kampaņai nav mērķa.',
  nobodyYet: '{what}: neviens vēl nav izlaists.',
}

export const experimentWords: WordList<ExperimentWord> = { en, hr, sl, cs, lv }
