import type { WordList } from './say.ts'

/** Words of the page that asks who is there. */
export const gateWords: WordList<'token' | 'password' | 'tokenLabel' | 'passwordLabel' | 'wrong' | 'enter'> = {
  en: {
    token: 'Open the address that perennial serve printed, or put its token here.',
    password: 'This shop is open to the network, behind a password.',
    tokenLabel: 'Token',
    passwordLabel: 'Password',
    wrong: 'That is not it. After ten tries wait a minute.',
    enter: 'Enter',
  },
  hr: {
    token: 'Otvorite adresu koju je ispisao perennial serve ili ovdje upišite njezin token.',
    password: 'Ova je trgovina otvorena prema mreži, iza lozinke.',
    tokenLabel: 'Token',
    passwordLabel: 'Lozinka',
    wrong: 'To nije to. Nakon deset pokušaja pričekajte minutu.',
    enter: 'Uđi',
  },
  sl: {
    token: 'Odprite naslov, ki ga je izpisal perennial serve, ali vpišite njegov žeton.',
    password: 'Ta trgovina je odprta v omrežje, za geslom.',
    tokenLabel: 'Žeton',
    passwordLabel: 'Geslo',
    wrong: 'To ni pravo. Po desetih poskusih počakajte minuto.',
    enter: 'Vstopi',
  },
  cs: {
    token: 'Otevřete adresu, kterou vypsal perennial serve, nebo sem vložte její token.',
    password: 'Tento obchod je otevřen do sítě, za heslem.',
    tokenLabel: 'Token',
    passwordLabel: 'Heslo',
    wrong: 'To není ono. Po deseti pokusech počkejte minutu.',
    enter: 'Vstoupit',
  },
  lv: {
    token: 'Atveriet adresi, ko izdrukāja perennial serve, vai ievadiet tās marķieri šeit.',
    password: 'Šis veikals ir atvērts tīklam, aiz paroles.',
    tokenLabel: 'Marķieris',
    passwordLabel: 'Parole',
    wrong: 'Tas neder. Pēc desmit mēģinājumiem pagaidiet minūti.',
    enter: 'Ieiet',
  },
}
