import type { ReasonWord } from './reasons.ts'
import type { WordList } from './say.ts'

/** How many emails have a reason, `3 sent already`: a number is always before it. */
const en: Record<ReasonWord, string> = {
  suppressed: '{n, number} suppressed',
  no_consent: '{n, number} without consent',
  open_complaint: '{n, plural, one {# with an open complaint} other {# with open complaints}}',
  stopped: '{n, number} whose journey has ended',
  left_audience: '{n, number} no longer in the audience',
  already_sent: '{n, number} sent already',
  holdout: '{n, number} in the holdout',
  guard_stopped: '{n, number} stopped by a guard',
  paused: '{n, number} paused',
  too_late: '{n, number} too late',
  missing_data: '{n, number} with something missing',
  outranked: '{n, number} behind another email',
  cap_reached: '{n, number} over the limit',
  quiet_hours: '{n, number} in the quiet hours',
  not_yet: '{n, number} whose day has not come',
  due: '{n, number} due',
}

const hr: Record<ReasonWord, string> = {
  suppressed: '{n, plural, one {# na blokiranu adresu} other {# na blokirane adrese}}',
  no_consent: '{n, number} bez pristanka',
  open_complaint: '{n, number} zbog otvorene pritužbe',
  stopped: '{n, number} jer je put završen',
  left_audience: '{n, number} izvan publike',
  already_sent: '{n, plural, one {# već poslana} few {# već poslane} other {# već poslano}}',
  holdout: '{n, number} u kontrolnoj skupini',
  guard_stopped: '{n, number} zaustavio je čuvar',
  paused: '{n, number} na pauzi',
  too_late: '{n, number} prekasno',
  missing_data: '{n, number} jer nešto nedostaje',
  outranked: '{n, number} iza druge e-poruke',
  cap_reached: '{n, number} preko ograničenja',
  quiet_hours: '{n, number} u satima tišine',
  not_yet: '{n, number} čiji dan još nije došao',
  due: '{n, number} na redu',
}

const sl: Record<ReasonWord, string> = {
  suppressed: '{n, plural, one {# na blokiran naslov} other {# na blokirane naslove}}',
  no_consent: '{n, number} brez soglasja',
  open_complaint: '{n, number} zaradi odprte pritožbe',
  stopped: '{n, number} ker se je pot končala',
  left_audience: '{n, number} zunaj občinstva',
  already_sent: '{n, plural, one {# že poslano} two {# že poslani} few {# že poslana} other {# že poslanih}}',
  holdout: '{n, number} v kontrolni skupini',
  guard_stopped: '{n, number} ustavilo je varovalo',
  paused: '{n, number} na premoru',
  too_late: '{n, number} prepozno',
  missing_data: '{n, number} ker nekaj manjka',
  outranked: '{n, number} za drugim e-sporočilom',
  cap_reached: '{n, number} nad omejitvijo',
  quiet_hours: '{n, number} v urah tišine',
  not_yet: '{n, number} pred svojim dnem',
  due: '{n, number} na vrsti',
}

const cs: Record<ReasonWord, string> = {
  suppressed: '{n, plural, one {# na blokovanou adresu} other {# na blokované adresy}}',
  no_consent: '{n, number} bez souhlasu',
  open_complaint: '{n, number} kvůli otevřené stížnosti',
  stopped: '{n, number} po konci cesty',
  left_audience: '{n, number} mimo publikum',
  already_sent: '{n, plural, one {# už odeslaný} few {# už odeslané} other {# už odeslaných}}',
  holdout: '{n, number} v kontrolní skupině',
  guard_stopped: '{n, number} zastavila pojistka',
  paused: '{n, number} pozastaveno',
  too_late: '{n, number} příliš pozdě',
  missing_data: '{n, number} protože něco chybí',
  outranked: '{n, number} za jiným e-mailem',
  cap_reached: '{n, number} nad limit',
  quiet_hours: '{n, number} v hodinách klidu',
  not_yet: '{n, number} před svým dnem',
  due: '{n, number} na řadě',
}

const lv: Record<ReasonWord, string> = {
  suppressed: '{n, plural, zero {# uz bloķētām adresēm} one {# uz bloķētu adresi} other {# uz bloķētām adresēm}}',
  no_consent: '{n, number} bez piekrišanas',
  open_complaint: '{n, number} atvērtas sūdzības dēļ',
  stopped: '{n, number} pēc ceļa beigām',
  left_audience: '{n, number} ārpus auditorijas',
  already_sent: '{n, plural, zero {# jau nosūtītu} one {# jau nosūtīta} other {# jau nosūtītas}}',
  holdout: '{n, number} kontroles grupā',
  guard_stopped: '{n, number} apturēja sargs',
  paused: '{n, number} pauzē',
  too_late: '{n, number} par vēlu',
  missing_data: '{n, number} jo kaut kā trūkst',
  outranked: '{n, number} aiz citas e-vēstules',
  cap_reached: '{n, number} virs limita',
  quiet_hours: '{n, number} klusajās stundās',
  not_yet: '{n, number} pirms savas dienas',
  due: '{n, number} kārta',
}

export const reasonCountWords: WordList<ReasonWord> = { en, hr, sl, cs, lv }
