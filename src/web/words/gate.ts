import type { WordList } from './say.ts'

/** Words of the page that asks who is there. */
export const gateWords: WordList<'token' | 'password' | 'tokenLabel' | 'passwordLabel' | 'wrong' | 'wait' | 'enter'> = {
  en: {
    token: 'Open the address that perennial serve printed, or put its token here.',
    password: 'This shop is open to the network, behind a password.',
    tokenLabel: 'Token',
    passwordLabel: 'Password',
    wrong: 'That is not it.',
    wait: 'Too many wrong ones: wait a minute, then try again.',
    enter: 'Enter',
  },
  hr: {
    token: 'Otvorite adresu koju je ispisao perennial serve ili ovdje upišite njezin token.',
    password: 'Ova je trgovina otvorena prema mreži, iza lozinke.',
    tokenLabel: 'Token',
    passwordLabel: 'Lozinka',
    wrong: 'To nije to.',
    wait: 'Previše pogrešnih: pričekajte minutu pa pokušajte ponovno.',
    enter: 'Uđi',
  },
  sl: {
    token: 'Odprite naslov, ki ga je izpisal perennial serve, ali vpišite njegov žeton.',
    password: 'Ta trgovina je odprta v omrežje, za geslom.',
    tokenLabel: 'Žeton',
    passwordLabel: 'Geslo',
    wrong: 'To ni pravo.',
    wait: 'Preveč napačnih: počakajte minuto in poskusite znova.',
    enter: 'Vstopi',
  },
  cs: {
    token: 'Otevřete adresu, kterou vypsal perennial serve, nebo sem vložte její token.',
    password: 'Tento obchod je otevřen do sítě, za heslem.',
    tokenLabel: 'Token',
    passwordLabel: 'Heslo',
    wrong: 'To není ono.',
    wait: 'Příliš mnoho chybných: počkejte minutu a zkuste to znovu.',
    enter: 'Vstoupit',
  },
  lv: {
    token: 'Atveriet adresi, ko izdrukāja perennial serve, vai ievadiet tās marķieri šeit.',
    password: 'Šis veikals ir atvērts tīklam, aiz paroles.',
    tokenLabel: 'Marķieris',
    passwordLabel: 'Parole',
    wrong: 'Tas neder.',
    wait: 'Pārāk daudz nepareizu: pagaidiet minūti un mēģiniet vēlreiz.',
    enter: 'Ieiet',
  },
}
