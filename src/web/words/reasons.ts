import type { WordList } from './say.ts'

/** Why an email goes, waits or is left out, as short phrases (language.md §10.3). */
export type ReasonWord = keyof typeof en

const en = {
  suppressed: 'suppressed: nothing is sent to this address',
  no_consent: 'no marketing consent',
  open_complaint: 'a complaint is open',
  stopped: 'what ends this journey has happened',
  left_audience: 'not in the campaign’s audience any more',
  already_sent: 'was sent already',
  holdout: 'in the holdout: gets nothing, and is measured',
  guard_stopped: 'a guard stopped a segment of this campaign',
  paused: 'paused: the campaign, or by the customer',
  too_late: 'its day passed longer ago than “late” allows',
  missing_data: 'something that the email needs is missing',
  outranked: 'another email takes the customer’s day',
  cap_reached: 'the limit of marketing emails is used up',
  quiet_hours: 'it would fall into the quiet hours',
  not_yet: 'its day has not come yet',
  due: 'due',
} as const

const hr: Record<ReasonWord, string> = {
  suppressed: 'blokirano: na ovu se adresu ništa ne šalje',
  no_consent: 'nema pristanka na marketing',
  open_complaint: 'pritužba je otvorena',
  stopped: 'dogodilo se ono što završava ovaj put',
  left_audience: 'više nije u publici kampanje',
  already_sent: 'već je poslano',
  holdout: 'u kontrolnoj skupini: ne dobiva ništa, a mjeri se',
  guard_stopped: 'čuvar je zaustavio segment ove kampanje',
  paused: 'pauzirano: kampanja ili na želju kupca',
  too_late: 'dan je prošao prije više nego što „late” dopušta',
  missing_data: 'nedostaje nešto što e-poruka treba',
  outranked: 'druga e-poruka zauzima kupčev dan',
  cap_reached: 'ograničenje marketinških e-poruka je iskorišteno',
  quiet_hours: 'palo bi u sate tišine',
  not_yet: 'njegov dan još nije došao',
  due: 'na redu',
}

const sl: Record<ReasonWord, string> = {
  suppressed: 'blokirano: na ta naslov se ne pošilja ničesar',
  no_consent: 'ni soglasja za trženje',
  open_complaint: 'pritožba je odprta',
  stopped: 'zgodilo se je, kar konča to pot',
  left_audience: 'ni več v občinstvu kampanje',
  already_sent: 'je že bilo poslano',
  holdout: 'v kontrolni skupini: ne dobi ničesar, a se meri',
  guard_stopped: 'varovalo je ustavilo segment te kampanje',
  paused: 'ustavljeno: kampanja ali na željo kupca',
  too_late: 'dan je minil pred več, kot dovoli »late«',
  missing_data: 'manjka nekaj, kar e-pošta potrebuje',
  outranked: 'drugo e-sporočilo zasede kupčev dan',
  cap_reached: 'omejitev trženjskih e-sporočil je porabljena',
  quiet_hours: 'padlo bi v ure tišine',
  not_yet: 'njegov dan še ni prišel',
  due: 'na vrsti',
}

const cs: Record<ReasonWord, string> = {
  suppressed: 'blokováno: na tuto adresu se nic neposílá',
  no_consent: 'chybí souhlas s marketingem',
  open_complaint: 'stížnost je otevřená',
  stopped: 'stalo se to, co tuto cestu končí',
  left_audience: 'už není v publiku kampaně',
  already_sent: 'už bylo odesláno',
  holdout: 'v kontrolní skupině: nedostane nic a měří se',
  guard_stopped: 'pojistka zastavila segment této kampaně',
  paused: 'pozastaveno: kampaň, nebo na přání zákazníka',
  too_late: 'jeho den minul dříve, než „late“ dovoluje',
  missing_data: 'chybí něco, co e-mail potřebuje',
  outranked: 'zákazníkův den obsadil jiný e-mail',
  cap_reached: 'limit marketingových e-mailů je vyčerpán',
  quiet_hours: 'spadlo by do hodin klidu',
  not_yet: 'jeho den ještě nepřišel',
  due: 'na řadě',
}

const lv: Record<ReasonWord, string> = {
  suppressed: 'bloķēts: uz šo adresi nekas netiek sūtīts',
  no_consent: 'nav piekrišanas mārketingam',
  open_complaint: 'sūdzība ir atvērta',
  stopped: 'noticis tas, kas šo ceļu beidz',
  left_audience: 'vairs nav kampaņas auditorijā',
  already_sent: 'jau tika nosūtīts',
  holdout: 'kontroles grupā: neko nesaņem un tiek mērīts',
  guard_stopped: 'sargs apturēja šīs kampaņas segmentu',
  paused: 'apturēts: kampaņa vai pēc klienta vēlēšanās',
  too_late: 'tā diena pagāja agrāk, nekā „late” atļauj',
  missing_data: 'trūkst kaut kā, kas e-vēstulei vajadzīgs',
  outranked: 'klienta dienu aizņem cita e-vēstule',
  cap_reached: 'mārketinga e-vēstuļu limits ir izlietots',
  quiet_hours: 'tas iekristu klusajās stundās',
  not_yet: 'tā diena vēl nav pienākusi',
  due: 'kārta',
}

export const reasonWords: WordList<ReasonWord> = { en, hr, sl, cs, lv }
