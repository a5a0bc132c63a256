import type { WordList } from './say.ts'

/** Words that say what a campaign's file says; a rule itself keeps the words of its file. */
export type CampaignTermWord = keyof typeof en

const en = {
  termStarts: 'Starts',
  termWho: 'Only for customers who fit',
  termSends: 'Sends at',
  clockOfShop: '{time} on the clock of the shop',
  clockOfCustomer: '{time} on the clock of each customer',
  termStops: 'Ends as soon as, since the start',
  termAgain: 'Again',
  againNever: 'never: each customer gets it once',
  againEveryTime: 'every time it starts',
  againEveryYear: 'once a year',
  againAfter: 'after {n, plural, one {# day} other {# days}} at the earliest',
  termLate: 'Late',
  lateNever: 'never',
  lateDays: 'at most {n, plural, one {# day} other {# days}}',
  termOnlyIf: '{step}, only if',
} as const

const hr: Record<CampaignTermWord, string> = {
  termStarts: 'Počinje',
  termWho: 'Samo za kupce koji odgovaraju',
  termSends: 'Šalje u',
  clockOfShop: '{time} po satu trgovine',
  clockOfCustomer: '{time} po satu svakog kupca',
  termStops: 'Završava čim se od početka dogodi',
  termAgain: 'Ponovno',
  againNever: 'nikad: svaki kupac je dobiva jednom',
  againEveryTime: 'svaki put kad počne',
  againEveryYear: 'jednom godišnje',
  againAfter: 'najranije nakon {n, plural, one {# dana} few {# dana} other {# dana}}',
  termLate: 'Kasni',
  lateNever: 'nikad',
  lateDays: 'najviše {n, plural, one {# dan} few {# dana} other {# dana}}',
  termOnlyIf: '{step}, samo ako',
}

const sl: Record<CampaignTermWord, string> = {
  termStarts: 'Začne se',
  termWho: 'Samo za kupce, ki ustrezajo',
  termSends: 'Pošilja ob',
  clockOfShop: '{time} po uri trgovine',
  clockOfCustomer: '{time} po uri vsakega kupca',
  termStops: 'Konča se, brž ko se od začetka zgodi',
  termAgain: 'Znova',
  againNever: 'nikoli: vsak kupec jo dobi enkrat',
  againEveryTime: 'vsakič, ko se začne',
  againEveryYear: 'enkrat na leto',
  againAfter: 'najprej po {n, plural, one {# dnevu} two {# dneh} few {# dneh} other {# dneh}}',
  termLate: 'Zamuja',
  lateNever: 'nikoli',
  lateDays: 'največ {n, plural, one {# dan} two {# dneva} few {# dni} other {# dni}}',
  termOnlyIf: '{step}, samo če',
}

const cs: Record<CampaignTermWord, string> = {
  termStarts: 'Začíná',
  termWho: 'Jen pro zákazníky, kteří vyhovují',
  termSends: 'Posílá v',
  clockOfShop: '{time} podle hodin obchodu',
  clockOfCustomer: '{time} podle hodin každého zákazníka',
  termStops: 'Končí, jakmile od začátku nastane',
  termAgain: 'Znovu',
  againNever: 'nikdy: každý zákazník ji dostane jednou',
  againEveryTime: 'pokaždé, když začne',
  againEveryYear: 'jednou za rok',
  againAfter: 'nejdříve po {n, plural, one {# dni} few {# dnech} other {# dnech}}',
  termLate: 'Zpoždění',
  lateNever: 'žádné',
  lateDays: 'nejvýše {n, plural, one {# den} few {# dny} other {# dní}}',
  termOnlyIf: '{step}, jen pokud',
}

const lv: Record<CampaignTermWord, string> = {
  termStarts: 'Sākas',
  termWho: 'Tikai klientiem, kuri atbilst',
  termSends: 'Sūta plkst.',
  clockOfShop: '{time} pēc veikala pulksteņa',
  clockOfCustomer: '{time} pēc katra klienta pulksteņa',
  termStops: 'Beidzas, tiklīdz kopš sākuma notiek',
  termAgain: 'Atkārtoti',
  againNever: 'nekad: katrs klients to saņem vienreiz',
  againEveryTime: 'katru reizi, kad tā sākas',
  againEveryYear: 'reizi gadā',
  againAfter: 'agrākais pēc {n, plural, zero {# dienām} one {# dienas} other {# dienām}}',
  termLate: 'Kavēšanās',
  lateNever: 'nekad',
  lateDays: 'ne vairāk kā {n, plural, zero {# dienu} one {# diena} other {# dienas}}',
  termOnlyIf: '{step}, tikai ja',
}

export const campaignTermWords: WordList<CampaignTermWord> = { en, hr, sl, cs, lv }
