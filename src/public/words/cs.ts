import type { PageWords } from './page-words.ts'

/** Vykáme, jako v e-mailech. */
export const cs: PageWords = {
  leave: {
    title: 'Nechcete už e-maily od {shop}?',
    text: 'Stačí jedno stisknutí a přestaneme. E-maily o vašich objednávkách budou chodit dál.',
    button: 'Odhlásit',
    choose: 'Raději si vyberte, co dostáváte',
  },
  left: {
    title: 'Odhlášení je hotové.',
    text: 'Novinky ani nabídky od {shop} už chodit nebudou. E-maily o vašich objednávkách ano.',
    back: 'Byl to omyl? Vyberte si, co dostáváte',
  },
  preferences: {
    title: 'O čem vám smíme psát?',
    text: 'Zaškrtněte, co chcete od {shop} dostávat. Změna platí hned.',
    topics: 'Témata',
    allMarketing: 'Novinky a nabídky',
    pause: 'Přestávka',
    noPause: 'Bez přestávky',
    pauseFor: '{days} dní klidu',
    pausedUntil: 'Klid do {day}',
    language: 'Jazyk',
    opens: 'Smíte počítat, zda vaše e-maily otevírám',
    save: 'Uložit',
    saved: 'Uloženo.',
    leaveAll: 'Odhlásit ze všeho',
  },
  confirm: {
    title: 'Chcete e-maily od {shop}?',
    text: 'Stiskněte tlačítko, ať víme, že je tato adresa vaše.',
    button: 'Ano, pište mi',
    done: 'Děkujeme!',
    doneText: 'Ozveme se. V každém e-mailu je i odkaz k odhlášení.',
  },
  missing: {
    title: 'Tento odkaz nikam nevede.',
    text: 'Možná se rozdělil na dva řádky. Otevřete ho prosím z e-mailu ještě jednou.',
  },
  busy: { title: 'Okamžik, prosím.', text: 'Právě je tu plno. Zkuste to znovu za minutu.' },
}
