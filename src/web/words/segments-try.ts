import type { WordList } from './say.ts'

/** Words of a rule that is tried. */
export type TryWord = keyof typeof en

const en = {
  tryTitle: 'Try a rule: {name}',
  tryLead:
    'This is a copy of {file}. Nothing here is saved: copy the text back into the file when it says what you mean.',
  rule: 'The rule in YAML',
  tryIt: 'Try it',
  copy: 'Copy the text',
  copied: 'Copied',
  startOver: 'Back to the file',
  same: 'The text says the same as the file.',
  problemsTitle: '{n, plural, one {# problem} other {# problems}}',
  workingTry: 'Computing: every customer is judged by the new rule.',
  wouldHold: 'would hold',
  todayHolds: '{n} today',
  entering: 'would enter',
  leaving: 'would leave',
  eg: 'e.g.',
  touches: 'Campaigns that use it: {names}.',
  inWords: 'In words',
} as const

const hr: Record<TryWord, string> = {
  tryTitle: 'Isprobavanje pravila: {name}',
  tryLead:
    'Ovo je kopija datoteke {file}. Ovdje se ništa ne sprema: kopirajte tekst natrag u datoteku kad kaže što mislite.',
  rule: 'Pravilo u YAML-u',
  tryIt: 'Isprobaj',
  copy: 'Kopiraj tekst',
  copied: 'Kopirano',
  startOver: 'Natrag na datoteku',
  same: 'Tekst kaže isto što i datoteka.',
  problemsTitle: '{n, plural, one {# problem} few {# problema} other {# problema}}',
  workingTry: 'Računa se: svaki se kupac prosuđuje po novom pravilu.',
  wouldHold: 'imao bi',
  todayHolds: 'danas {n}',
  entering: 'ušlo bi',
  leaving: 'izašlo bi',
  eg: 'npr.',
  touches: 'Kampanje koje ga koriste: {names}.',
  inWords: 'Riječima',
}

const sl: Record<TryWord, string> = {
  tryTitle: 'Preizkus pravila: {name}',
  tryLead:
    'To je kopija datoteke {file}. Tu se nič ne shrani: ko pove, kar mislite, besedilo kopirajte nazaj v datoteko.',
  rule: 'Pravilo v YAML',
  tryIt: 'Preizkusi',
  copy: 'Kopiraj besedilo',
  copied: 'Kopirano',
  startOver: 'Nazaj na datoteko',
  same: 'Besedilo pove isto kot datoteka.',
  problemsTitle: '{n, plural, one {# napaka} two {# napaki} few {# napake} other {# napak}}',
  workingTry: 'Računa se: vsak kupec se presoja po novem pravilu.',
  wouldHold: 'bi obsegal',
  todayHolds: 'danes {n}',
  entering: 'bi vstopilo',
  leaving: 'bi izstopilo',
  eg: 'npr.',
  touches: 'Kampanje, ki ga uporabljajo: {names}.',
  inWords: 'Z besedami',
}

const cs: Record<TryWord, string> = {
  tryTitle: 'Zkouška pravidla: {name}',
  tryLead:
    'Toto je kopie souboru {file}. Nic se zde neukládá: až text řekne, co myslíte, zkopírujte ho zpět do souboru.',
  rule: 'Pravidlo v YAML',
  tryIt: 'Vyzkoušet',
  copy: 'Zkopírovat text',
  copied: 'Zkopírováno',
  startOver: 'Zpět k souboru',
  same: 'Text říká totéž co soubor.',
  problemsTitle: '{n, plural, one {# problém} few {# problémy} other {# problémů}}',
  workingTry: 'Počítá se: každý zákazník se posuzuje podle nového pravidla.',
  wouldHold: 'by obsahoval',
  todayHolds: 'dnes {n}',
  entering: 'by přišlo',
  leaving: 'by odešlo',
  eg: 'např.',
  touches: 'Kampaně, které ho používají: {names}.',
  inWords: 'Slovy',
}

const lv: Record<TryWord, string> = {
  tryTitle: 'Kārtulas izmēģinājums: {name}',
  tryLead:
    'Šī ir faila {file} kopija. Šeit nekas netiek saglabāts: kad teksts saka to, ko domājat, nokopējiet to atpakaļ failā.',
  rule: 'Kārtula YAML',
  tryIt: 'Izmēģināt',
  copy: 'Kopēt tekstu',
  copied: 'Nokopēts',
  startOver: 'Atpakaļ uz failu',
  same: 'Teksts saka to pašu, ko fails.',
  problemsTitle: '{n, plural, zero {# kļūdu} one {# kļūda} other {# kļūdas}}',
  workingTry: 'Tiek rēķināts: katrs klients tiek vērtēts pēc jaunās kārtulas.',
  wouldHold: 'aptvertu',
  todayHolds: 'šodien {n}',
  entering: 'ienāktu',
  leaving: 'izietu',
  eg: 'piem.',
  touches: 'Kampaņas, kas to izmanto: {names}.',
  inWords: 'Vārdiem',
}

export const tryWords: WordList<TryWord> = { en, hr, sl, cs, lv }
