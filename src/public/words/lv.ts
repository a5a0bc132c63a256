import type { PageWords } from './page-words.ts'

/** Uzrunājam ar „Jūs”, tāpat kā vēstulēs. */
export const lv: PageWords = {
  leave: {
    title: 'Vai vairs nevēlaties {shop} vēstules?',
    text: 'Viens spiediens, un mēs pārstājam. Vēstules par Jūsu pasūtījumiem vēl pienāks.',
    button: 'Atteikties',
    choose: 'Labāk izvēlieties, ko saņemat',
  },
  left: {
    title: 'Atteikšanās ir pieņemta.',
    text: '{shop} jaunumu un piedāvājumu vairs nebūs. Vēstules par Jūsu pasūtījumiem vēl pienāks.',
    back: 'Tā bija kļūda? Izvēlieties, ko saņemat',
  },
  preferences: {
    title: 'Par ko drīkstam Jums rakstīt?',
    text: 'Atzīmējiet, ko vēlaties saņemt no {shop}. Izmaiņas ir spēkā uzreiz.',
    topics: 'Temati',
    allMarketing: 'Jaunumi un piedāvājumi',
    pause: 'Pauze',
    noPause: 'Bez pauzes',
    pauseFor: '{days} dienas miera',
    pausedUntil: 'Miers līdz {day}',
    language: 'Valoda',
    opens: 'Drīkstat skaitīt, vai es atveru Jūsu vēstules',
    save: 'Saglabāt',
    saved: 'Saglabāts.',
    leaveAll: 'Atteikties no visa',
  },
  confirm: {
    title: 'Vai vēlaties {shop} vēstules?',
    text: 'Nospiediet pogu, lai mēs zinām, ka šī adrese ir Jūsu.',
    button: 'Jā, rakstiet man',
    done: 'Paldies!',
    doneText: 'Mēs Jums rakstīsim. Katrā vēstulē ir arī atteikšanās saite.',
  },
  missing: {
    title: 'Šī saite nekur neved.',
    text: 'Varbūt tā pārtrūka. Lūdzu, atveriet to no vēstules vēlreiz.',
  },
  busy: { title: 'Mirkli, lūdzu.', text: 'Pašlaik ir liela rosība. Mēģiniet vēlreiz pēc minūtes.' },
}
