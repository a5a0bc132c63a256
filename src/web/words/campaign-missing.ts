import type { WordList } from './say.ts'

/** Words of the moments of a customer's life that have no campaign; a moment's are `title NAME` and `why NAME`. */
export type CampaignMissingWord = keyof typeof en

const en = {
  missing: 'Moments without a campaign',
  missingText:
    '{n} of {all} moments of a customer’s life have no campaign. The command writes one to begin with, and nothing over.',
  'title welcome': 'Welcome',
  'why welcome':
    'No email is read as much as the first one, and who hears nothing after an order forgets where it came from.',
  'title onboarding': 'Onboarding',
  'why onboarding':
    'Who has ordered once leaves most easily: two or three short emails show what to do with it and what comes next.',
  'title after-purchase': 'After an order',
  'why after-purchase': 'Who knows how to use what they bought keeps it, likes it, and orders it again.',
  'title survey': 'Question after the delivery',
  'why survey': 'One question a week after it arrived finds out who is unhappy while something can still be done.',
  'title complaint': 'When something went wrong',
  'why complaint':
    'Who sent something back decides in these days whether to try again: a person should write, and sell nothing.',
  'title next-order': 'When the next order is due',
  'why next-order':
    'A word just before it runs out saves the customer from having to think of it, and the shop from being replaced.',
  'title birthday': 'Birthday',
  'why birthday': 'It is about the customer and not about the shop, once a year and on the right day.',
  'title anniversary': 'Anniversary',
  'why anniversary': 'A year of trust deserves thanks, and reminds both sides of how it began.',
  'title tier': 'One of the best customers',
  'why tier':
    'A tenth of the customers bring a large part of the revenue; most of them never hear that anybody noticed.',
  'title referral': 'Tell a friend',
  'why referral':
    'Who comes back for the third time likes the shop: there is no better moment to ask for a recommendation.',
  'title at-risk': 'At risk of leaving',
  'why at-risk':
    'A word while a customer hesitates costs little; to win somebody back who has left costs many times that.',
  'title win-back': 'Win back',
  'why win-back': 'Who knows the shop already comes back more easily than a stranger comes for the first time.',
  'title goodbye': 'Goodbye to silent readers',
  'why goodbye':
    'Emails that nobody reads for a year spoil the delivery of all others: ask once whether to go on, then stop.',
} as const

const hr: Record<CampaignMissingWord, string> = {
  missing: 'Trenuci bez kampanje',
  missingText:
    'Bez kampanje: {n} od {all} trenutaka u životu kupca. Naredba piše kampanju za početak i ništa ne prepisuje.',
  'title welcome': 'Dobrodošlica',
  'why welcome': 'Nijedna se e-poruka ne čita kao prva, a tko nakon narudžbe ne čuje ništa, zaboravi odakle je došla.',
  'title onboarding': 'Uvođenje',
  'why onboarding':
    'Tko je naručio jednom, najlakše odlazi: dvije ili tri kratke e-poruke pokazuju što s kupljenim i što slijedi.',
  'title after-purchase': 'Nakon narudžbe',
  'why after-purchase': 'Tko zna koristiti ono što je kupio, zadrži to, zavoli i naruči ponovno.',
  'title survey': 'Pitanje nakon dostave',
  'why survey': 'Jedno pitanje tjedan dana nakon dostave otkriva tko je nezadovoljan dok se još nešto može učiniti.',
  'title complaint': 'Kad nešto pođe krivo',
  'why complaint':
    'Tko je nešto vratio, tih dana odlučuje hoće li pokušati opet: neka piše osoba i neka ništa ne prodaje.',
  'title next-order': 'Kad je vrijeme za sljedeću narudžbu',
  'why next-order': 'Riječ prije nego što ponestane štedi kupcu razmišljanje, a trgovinu čuva od zamjene.',
  'title birthday': 'Rođendan',
  'why birthday': 'Riječ je o kupcu, a ne o trgovini, jednom godišnje i na pravi dan.',
  'title anniversary': 'Godišnjica',
  'why anniversary': 'Godina povjerenja zaslužuje zahvalu i podsjeća obje strane kako je počelo.',
  'title tier': 'Jedan od najboljih kupaca',
  'why tier': 'Desetina kupaca donosi velik dio prihoda; većina njih nikad ne čuje da je to itko primijetio.',
  'title referral': 'Preporuči prijatelju',
  'why referral': 'Tko se vrati treći put, voli trgovinu: nema boljeg trenutka za molbu za preporuku.',
  'title at-risk': 'U opasnosti od odlaska',
  'why at-risk': 'Riječ dok kupac oklijeva stoji malo; vratiti nekoga tko je otišao stoji višestruko.',
  'title win-back': 'Povratak',
  'why win-back': 'Tko trgovinu već poznaje, lakše se vrati nego što stranac dođe prvi put.',
  'title goodbye': 'Rastanak s onima koji ne čitaju',
  'why goodbye':
    'E-poruke koje nitko ne čita godinu dana kvare dostavu svih ostalih: jednom pitajte želi li ih još, pa stanite.',
}

const sl: Record<CampaignMissingWord, string> = {
  missing: 'Trenutki brez kampanje',
  missingText:
    'Brez kampanje: {n} od {all} trenutkov v življenju stranke. Ukaz napiše kampanjo za začetek in ničesar ne prepiše.',
  'title welcome': 'Dobrodošlica',
  'why welcome':
    'Nobeno e-sporočilo se ne bere tako kot prvo; kdor po naročilu ne sliši ničesar, pozabi, od kod je prišlo.',
  'title onboarding': 'Uvajanje',
  'why onboarding':
    'Kdor je naročil enkrat, najlažje odide: dve ali tri kratka e-sporočila pokažejo, kaj s tem početi in kaj sledi.',
  'title after-purchase': 'Po naročilu',
  'why after-purchase': 'Kdor zna uporabljati, kar je kupil, to obdrži, vzljubi in naroči znova.',
  'title survey': 'Vprašanje po dostavi',
  'why survey': 'Eno vprašanje teden dni po dostavi odkrije, kdo je nezadovoljen, dokler se še da kaj storiti.',
  'title complaint': 'Ko gre kaj narobe',
  'why complaint': 'Kdor je kaj vrnil, se te dni odloča, ali bo poskusil znova: piše naj človek in naj nič ne prodaja.',
  'title next-order': 'Ko je čas za naslednje naročilo',
  'why next-order': 'Beseda, preden zmanjka, stranki prihrani razmišljanje, trgovino pa obvaruje zamenjave.',
  'title birthday': 'Rojstni dan',
  'why birthday': 'Gre za stranko in ne za trgovino, enkrat na leto in na pravi dan.',
  'title anniversary': 'Obletnica',
  'why anniversary': 'Leto zaupanja si zasluži zahvalo in obe strani spomni, kako se je začelo.',
  'title tier': 'Ena najboljših strank',
  'why tier': 'Desetina strank prinese velik del prihodka; večina nikoli ne sliši, da je to kdo opazil.',
  'title referral': 'Povej prijatelju',
  'why referral': 'Kdor se vrne tretjič, ima trgovino rad: ni boljšega trenutka za prošnjo za priporočilo.',
  'title at-risk': 'V nevarnosti, da odide',
  'why at-risk':
    'Beseda, dokler stranka okleva, stane malo; pridobiti nazaj nekoga, ki je odšel, stane večkrat toliko.',
  'title win-back': 'Vrnitev',
  'why win-back': 'Kdor trgovino že pozna, se vrne lažje, kot tujec pride prvič.',
  'title goodbye': 'Slovo od tihih bralcev',
  'why goodbye':
    'E-sporočila, ki jih leto dni nihče ne bere, kvarijo dostavo vseh drugih: enkrat vprašajte, ali naj še pišete, nato nehajte.',
}

const cs: Record<CampaignMissingWord, string> = {
  missing: 'Okamžiky bez kampaně',
  missingText: 'Bez kampaně: {n} z {all} okamžiků v životě zákazníka. Příkaz napíše kampaň do začátku a nic nepřepíše.',
  'title welcome': 'Uvítání',
  'why welcome': 'Žádný e-mail se nečte tolik jako první, a kdo po objednávce nic neslyší, zapomene, odkud byla.',
  'title onboarding': 'Seznámení',
  'why onboarding': 'Kdo objednal jednou, nejsnáz odejde: dva nebo tři krátké e-maily ukážou, co s tím a co bude dál.',
  'title after-purchase': 'Po objednávce',
  'why after-purchase': 'Kdo umí používat, co koupil, nechá si to, oblíbí si to a objedná znovu.',
  'title survey': 'Otázka po doručení',
  'why survey': 'Jedna otázka týden po doručení zjistí, kdo je nespokojený, dokud se s tím ještě dá něco dělat.',
  'title complaint': 'Když se něco nepovede',
  'why complaint': 'Kdo něco vrátil, v těchto dnech se rozhoduje, zda to zkusí znovu: ať píše člověk a nic neprodává.',
  'title next-order': 'Když přichází čas další objednávky',
  'why next-order':
    'Slovo chvíli předtím, než dojde, ušetří zákazníkovi přemýšlení a obchod před tím, že ho někdo nahradí.',
  'title birthday': 'Narozeniny',
  'why birthday': 'Jde o zákazníka, ne o obchod, jednou za rok a ve správný den.',
  'title anniversary': 'Výročí',
  'why anniversary': 'Rok důvěry si zaslouží poděkování a oběma stranám připomene, jak to začalo.',
  'title tier': 'Jeden z nejlepších zákazníků',
  'why tier': 'Desetina zákazníků přináší velkou část tržeb; většina z nich se nedozví, že si toho někdo všiml.',
  'title referral': 'Řekni příteli',
  'why referral': 'Kdo přijde potřetí, má obchod rád: není lepší chvíle požádat o doporučení.',
  'title at-risk': 'V nebezpečí odchodu',
  'why at-risk': 'Slovo, dokud zákazník váhá, stojí málo; získat zpět toho, kdo odešel, stojí mnohokrát víc.',
  'title win-back': 'Návrat',
  'why win-back': 'Kdo obchod už zná, vrátí se snáz, než cizí člověk přijde poprvé.',
  'title goodbye': 'Rozloučení s tichými čtenáři',
  'why goodbye':
    'E-maily, které rok nikdo nečte, kazí doručování všech ostatních: jednou se zeptejte, zda psát dál, a pak přestaňte.',
}

const lv: Record<CampaignMissingWord, string> = {
  missing: 'Brīži bez kampaņas',
  missingText:
    'Bez kampaņas: {n} no {all} brīžiem klienta dzīvē. Komanda uzraksta kampaņu iesākumam un neko nepārraksta.',
  'title welcome': 'Sveiciens',
  'why welcome':
    'Nevienu e-pastu nelasa tik daudz kā pirmo, un kas pēc pasūtījuma neko nedzird, aizmirst, no kurienes tas nācis.',
  'title onboarding': 'Iepazīšanās',
  'why onboarding':
    'Kas pasūtījis vienreiz, aiziet visvieglāk: divi vai trīs īsi e-pasti parāda, ko ar to darīt un kas būs tālāk.',
  'title after-purchase': 'Pēc pasūtījuma',
  'why after-purchase': 'Kas prot lietot nopirkto, to patur, iemīl un pasūta vēlreiz.',
  'title survey': 'Jautājums pēc piegādes',
  'why survey': 'Viens jautājums nedēļu pēc piegādes atklāj, kurš ir neapmierināts, kamēr vēl kaut ko var darīt.',
  'title complaint': 'Kad kaut kas noiet greizi',
  'why complaint':
    'Kas kaut ko atsūtījis atpakaļ, šajās dienās izlemj, vai mēģināt vēlreiz: lai raksta cilvēks un neko nepārdod.',
  'title next-order': 'Kad laiks nākamajam pasūtījumam',
  'why next-order': 'Vārds īsi pirms beidzas krājums ietaupa klientam domāšanu un pasargā veikalu no aizstāšanas.',
  'title birthday': 'Dzimšanas diena',
  'why birthday': 'Tā ir par klientu, nevis par veikalu, reizi gadā un īstajā dienā.',
  'title anniversary': 'Gadadiena',
  'why anniversary': 'Gads uzticības ir pelnījis paldies un abām pusēm atgādina, kā tas sākās.',
  'title tier': 'Viens no labākajiem klientiem',
  'why tier': 'Desmitā daļa klientu nes lielu daļu ieņēmumu; vairums no viņiem nekad neuzzina, ka kāds to pamanījis.',
  'title referral': 'Pasaki draugam',
  'why referral': 'Kas atnāk trešo reizi, tam veikals patīk: nav labāka brīža lūgt ieteikt.',
  'title at-risk': 'Var aiziet',
  'why at-risk': 'Vārds, kamēr klients šaubās, maksā maz; atgūt aizgājušo maksā daudzreiz vairāk.',
  'title win-back': 'Atgriešanās',
  'why win-back': 'Kas veikalu jau pazīst, atgriežas vieglāk, nekā svešinieks atnāk pirmo reizi.',
  'title goodbye': 'Atvadas no klusajiem lasītājiem',
  'why goodbye':
    'E-pasti, ko gadu neviens nelasa, bojā visu pārējo piegādi: vienreiz pajautājiet, vai rakstīt vēl, un tad beidziet.',
}

export const campaignMissingWords: WordList<CampaignMissingWord> = { en, hr, sl, cs, lv }
