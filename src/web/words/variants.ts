import type { WordList } from './say.ts'

/** Words about which variant of an email is better. */
export type VariantWord = keyof typeof en

const en = {
  title: 'Which variant is better',
  shareOf: '{variant} {share} ({reached} of {all})',
  difference: 'Difference per 100 emails: {by}',
  better: '{variant} is better',
  notProven: 'not proven yet',
  more: 'about {n, plural, one {# day} other {# days}} more',
  moreEmails: 'about {n} emails more',
  longer: 'more than a year at this pace',
  same: 'no difference so far',
  note: 'Shares are of the submitted emails whose goal was reached. The time holds if the difference and the pace of the last 30 days stay.',
} as const

const hr: Record<VariantWord, string> = {
  title: 'Koja je varijanta bolja',
  shareOf: '{variant} {share} ({reached} od {all})',
  difference: 'Razlika na 100 e-poruka: {by}',
  better: '{variant} je bolja',
  notProven: 'još nije dokazano',
  more: 'još oko {n, plural, one {# dan} few {# dana} other {# dana}}',
  moreEmails: 'još oko {n} e-poruka',
  longer: 'ovim tempom više od godine',
  same: 'zasad nema razlike',
  note: 'Udjeli su od predanih e-poruka čiji je cilj dosegnut. Vrijeme vrijedi ako razlika i tempo zadnjih 30 dana ostanu.',
}

const sl: Record<VariantWord, string> = {
  title: 'Katera različica je boljša',
  shareOf: '{variant} {share} ({reached} od {all})',
  difference: 'Razlika na 100 e-sporočil: {by}',
  better: '{variant} je boljša',
  notProven: 'še ni dokazano',
  more: 'še približno {n, plural, one {# dan} two {# dneva} few {# dni} other {# dni}}',
  moreEmails: 'še približno {n} e-sporočil',
  longer: 's tem tempom več kot leto',
  same: 'zaenkrat ni razlike',
  note: 'Deleži so od oddanih e-sporočil, katerih cilj je bil dosežen. Čas velja, če razlika in tempo zadnjih 30 dni ostaneta.',
}

const cs: Record<VariantWord, string> = {
  title: 'Která varianta je lepší',
  shareOf: '{variant} {share} ({reached} z {all})',
  difference: 'Rozdíl na 100 e-mailů: {by}',
  better: '{variant} je lepší',
  notProven: 'zatím neprokázáno',
  more: 'ještě asi {n, plural, one {# den} few {# dny} other {# dnů}}',
  moreEmails: 'ještě asi {n} e-mailů',
  longer: 'tímto tempem déle než rok',
  same: 'zatím bez rozdílu',
  note: 'Podíly jsou z předaných e-mailů, jejichž cíle bylo dosaženo. Čas platí, pokud rozdíl a tempo posledních 30 dnů zůstanou.',
}

const lv: Record<VariantWord, string> = {
  title: 'Kurš variants ir labāks',
  shareOf: '{variant} {share} ({reached} no {all})',
  difference: 'Starpība uz 100 e-vēstulēm: {by}',
  better: '{variant} ir labāks',
  notProven: 'vēl nav pierādīts',
  more: 'vēl apmēram {n, plural, zero {# dienu} one {# diena} other {# dienas}}',
  moreEmails: 'vēl apmēram {n} e-vēstuļu',
  longer: 'šādā tempā vairāk nekā gads',
  same: 'pagaidām nav atšķirības',
  note: 'Daļas ir no nodotajām e-vēstulēm, kuru mērķis sasniegts. Laiks der, ja starpība un pēdējo 30 dienu temps paliek.',
}

export const variantWords: WordList<VariantWord> = { en, hr, sl, cs, lv }
