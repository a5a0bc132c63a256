import type { WordList } from './say.ts'

/** Words of the question that is asked before emails are cancelled or sent again. */
export type OutboxConfirmWord = keyof typeof en

const en = {
  cancelTitle: '{n, plural, one {Cancel # email?} other {Cancel # emails?}}',
  cancelText:
    '{n, plural, one {It never goes out, and no later run decides about it again.} other {They never go out, and no later run decides about them again.}}',
  againTitle: '{n, plural, one {Send # email again?} other {Send # emails again?}}',
  againText:
    '{n, plural, one {Nobody knows whether it arrived: then the customer gets it twice.} other {Nobody knows whether they arrived: whoever has got one gets it twice.}}',
  type: 'Type {n} to go on',
  cancelNow: '{n, plural, one {Cancel # email} other {Cancel # emails}}',
  againNow: '{n, plural, one {Send # email again} other {Send # emails again}}',
  back: 'Back, change nothing',
  wrong: 'That is not their number. Nothing was changed.',
} as const

const hr: Record<OutboxConfirmWord, string> = {
  cancelTitle: '{n, plural, one {Otkazati # e-poruku?} few {Otkazati # e-poruke?} other {Otkazati # e-poruka?}}',
  cancelText:
    '{n, plural, one {Nikad neće izaći i nijedno kasnije izvođenje o njoj više ne odlučuje.} few {Nikad neće izaći i nijedno kasnije izvođenje o njima više ne odlučuje.} other {Nikad neće izaći i nijedno kasnije izvođenje o njima više ne odlučuje.}}',
  againTitle:
    '{n, plural, one {Ponovno poslati # e-poruku?} few {Ponovno poslati # e-poruke?} other {Ponovno poslati # e-poruka?}}',
  againText:
    '{n, plural, one {Nitko ne zna je li stigla: ako jest, kupac je dobiva dvaput.} few {Nitko ne zna jesu li stigle: tko je već ima, dobiva je dvaput.} other {Nitko ne zna jesu li stigle: tko je već ima, dobiva je dvaput.}}',
  type: 'Upišite {n} za nastavak',
  cancelNow: '{n, plural, one {Otkaži # e-poruku} few {Otkaži # e-poruke} other {Otkaži # e-poruka}}',
  againNow:
    '{n, plural, one {Ponovno pošalji # e-poruku} few {Ponovno pošalji # e-poruke} other {Ponovno pošalji # e-poruka}}',
  back: 'Natrag, bez promjena',
  wrong: 'To nije njihov broj. Ništa nije promijenjeno.',
}

const sl: Record<OutboxConfirmWord, string> = {
  cancelTitle:
    '{n, plural, one {Preklicati # e-sporočilo?} two {Preklicati # e-sporočili?} few {Preklicati # e-sporočila?} other {Preklicati # e-sporočil?}}',
  cancelText:
    '{n, plural, one {Nikoli ne gre ven in noben poznejši zagon o njem ne odloča več.} two {Nikoli ne gresta ven in noben poznejši zagon o njiju ne odloča več.} few {Nikoli ne gredo ven in noben poznejši zagon o njih ne odloča več.} other {Nikoli ne gredo ven in noben poznejši zagon o njih ne odloča več.}}',
  againTitle:
    '{n, plural, one {Znova poslati # e-sporočilo?} two {Znova poslati # e-sporočili?} few {Znova poslati # e-sporočila?} other {Znova poslati # e-sporočil?}}',
  againText:
    '{n, plural, one {Nihče ne ve, ali je prispelo: če je, ga kupec dobi dvakrat.} two {Nihče ne ve, ali sta prispeli: kdor ga že ima, ga dobi dvakrat.} few {Nihče ne ve, ali so prispela: kdor ga že ima, ga dobi dvakrat.} other {Nihče ne ve, ali so prispela: kdor ga že ima, ga dobi dvakrat.}}',
  type: 'Za nadaljevanje vpišite {n}',
  cancelNow:
    '{n, plural, one {Prekliči # e-sporočilo} two {Prekliči # e-sporočili} few {Prekliči # e-sporočila} other {Prekliči # e-sporočil}}',
  againNow:
    '{n, plural, one {Znova pošlji # e-sporočilo} two {Znova pošlji # e-sporočili} few {Znova pošlji # e-sporočila} other {Znova pošlji # e-sporočil}}',
  back: 'Nazaj, brez sprememb',
  wrong: 'To ni njihovo število. Nič ni spremenjeno.',
}

const cs: Record<OutboxConfirmWord, string> = {
  cancelTitle: '{n, plural, one {Zrušit # e-mail?} few {Zrušit # e-maily?} other {Zrušit # e-mailů?}}',
  cancelText:
    '{n, plural, one {Nikdy neodejde a žádný pozdější běh už o něm nerozhoduje.} few {Nikdy neodejdou a žádný pozdější běh už o nich nerozhoduje.} other {Nikdy neodejdou a žádný pozdější běh už o nich nerozhoduje.}}',
  againTitle: '{n, plural, one {Poslat znovu # e-mail?} few {Poslat znovu # e-maily?} other {Poslat znovu # e-mailů?}}',
  againText:
    '{n, plural, one {Nikdo neví, zda došel: pokud ano, zákazník ho dostane dvakrát.} few {Nikdo neví, zda došly: kdo ho už má, dostane ho dvakrát.} other {Nikdo neví, zda došly: kdo ho už má, dostane ho dvakrát.}}',
  type: 'Pro pokračování napište {n}',
  cancelNow: '{n, plural, one {Zrušit # e-mail} few {Zrušit # e-maily} other {Zrušit # e-mailů}}',
  againNow: '{n, plural, one {Poslat znovu # e-mail} few {Poslat znovu # e-maily} other {Poslat znovu # e-mailů}}',
  back: 'Zpět beze změny',
  wrong: 'To není jejich počet. Nic se nezměnilo.',
}

const lv: Record<OutboxConfirmWord, string> = {
  cancelTitle: '{n, plural, zero {Atcelt # e-vēstules?} one {Atcelt # e-vēstuli?} other {Atcelt # e-vēstules?}}',
  cancelText:
    '{n, plural, zero {Tās nekad netiks izsūtītas, un neviena vēlāka izpilde par tām vairs nelemj.} one {Tā nekad netiks izsūtīta, un neviena vēlāka izpilde par to vairs nelemj.} other {Tās nekad netiks izsūtītas, un neviena vēlāka izpilde par tām vairs nelemj.}}',
  againTitle:
    '{n, plural, zero {Sūtīt vēlreiz # e-vēstules?} one {Sūtīt vēlreiz # e-vēstuli?} other {Sūtīt vēlreiz # e-vēstules?}}',
  againText:
    '{n, plural, zero {Neviens nezina, vai tās pienāca: kam tā jau ir, tas saņems divreiz.} one {Neviens nezina, vai tā pienāca: ja pienāca, klients to saņems divreiz.} other {Neviens nezina, vai tās pienāca: kam tā jau ir, tas saņems divreiz.}}',
  type: 'Lai turpinātu, ierakstiet {n}',
  cancelNow: '{n, plural, zero {Atcelt # e-vēstules} one {Atcelt # e-vēstuli} other {Atcelt # e-vēstules}}',
  againNow:
    '{n, plural, zero {Sūtīt vēlreiz # e-vēstules} one {Sūtīt vēlreiz # e-vēstuli} other {Sūtīt vēlreiz # e-vēstules}}',
  back: 'Atpakaļ, neko nemainot',
  wrong: 'Tas nav to skaits. Nekas netika mainīts.',
}

export const outboxConfirmWords: WordList<OutboxConfirmWord> = { en, hr, sl, cs, lv }
