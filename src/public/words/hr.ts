import type { PageWords } from './page-words.ts'

/** Obraćamo se s „ti” i bez roda, kao u porukama. */
export const hr: PageWords = {
  leave: {
    title: 'Ne želiš više poruke od {shop}?',
    text: 'Jedan pritisak i prestajemo. Poruke o tvojim narudžbama i dalje stižu.',
    button: 'Odjavi me',
    choose: 'Radije odaberi što primaš',
  },
  left: {
    title: 'Odjava je gotova.',
    text: 'Više nema novosti ni ponuda od {shop}. Poruke o tvojim narudžbama i dalje stižu.',
    back: 'Bila je to pogreška? Odaberi što primaš',
  },
  preferences: {
    title: 'O čemu ti smijemo pisati?',
    text: 'Označi što želiš primati od {shop}. Promjena vrijedi odmah.',
    topics: 'Teme',
    allMarketing: 'Novosti i ponude',
    pause: 'Predah',
    noPause: 'Bez predaha',
    pauseFor: '{days} dana mira',
    pausedUntil: 'Mir do {day}',
    language: 'Jezik',
    opens: 'Smijete brojiti otvaram li vaše poruke',
    save: 'Spremi',
    saved: 'Spremljeno.',
    leaveAll: 'Odjavi me sa svega',
  },
  confirm: {
    title: 'Želiš li poruke od {shop}?',
    text: 'Pritisni gumb da znamo da je ova adresa tvoja.',
    button: 'Da, pišite mi',
    done: 'Hvala!',
    doneText: 'Javit ćemo ti se. U svakoj je poruci i poveznica za odjavu.',
  },
  missing: {
    title: 'Ova poveznica ne vodi nikamo.',
    text: 'Možda se prekinula. Otvori je još jednom iz poruke.',
  },
  busy: { title: 'Samo trenutak.', text: 'Trenutačno je gužva. Pokušaj opet za minutu.' },
}
