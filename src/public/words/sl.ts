import type { PageWords } from './page-words.ts'

/** Vikamo, kakor v sporočilih. */
export const sl: PageWords = {
  leave: {
    title: 'Ne želite več sporočil trgovine {shop}?',
    text: 'En pritisk in nehamo. Sporočila o vaših naročilih bodo še prihajala.',
    button: 'Odjava',
    choose: 'Raje izberite, kaj prejemate',
  },
  left: {
    title: 'Odjavljeni ste.',
    text: 'Novic in ponudb trgovine {shop} ne bo več. Sporočila o vaših naročilih bodo še prihajala.',
    back: 'Je bila pomota? Izberite, kaj prejemate',
  },
  preferences: {
    title: 'O čem vam smemo pisati?',
    text: 'Označite, kaj želite prejemati od trgovine {shop}. Sprememba velja takoj.',
    topics: 'Teme',
    allMarketing: 'Novice in ponudbe',
    pause: 'Premor',
    noPause: 'Brez premora',
    pauseFor: '{days} dni miru',
    pausedUntil: 'Mir do {day}',
    language: 'Jezik',
    opens: 'Smete šteti, ali odpiram vaša sporočila',
    save: 'Shrani',
    saved: 'Shranjeno.',
    leaveAll: 'Odjava od vsega',
  },
  confirm: {
    title: 'Želite sporočila trgovine {shop}?',
    text: 'Pritisnite gumb, da vemo, da je ta naslov vaš.',
    button: 'Da, pišite mi',
    done: 'Hvala!',
    doneText: 'Oglasili se bomo. V vsakem sporočilu je tudi povezava za odjavo.',
  },
  missing: {
    title: 'Ta povezava ne vodi nikamor.',
    text: 'Morda se je prelomila. Odprite jo še enkrat iz sporočila.',
  },
  busy: { title: 'Samo trenutek.', text: 'Trenutno je gneča. Poskusite znova čez minuto.' },
}
