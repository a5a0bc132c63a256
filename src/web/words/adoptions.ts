import type { WordList } from './say.ts'

/** Words about adopting a version of an email. */
export type AdoptionWord = keyof typeof en

const en = {
  adoptedHand:
    '{variant} was adopted by hand on {day}: who begins since then gets it, who had begun keeps theirs. The numbers are those up to then.',
  adoptedAuto:
    '{variant} was adopted by the daily run on {day}, when it was proven: who begins since then gets it, who had begun keeps theirs. The numbers are those up to then.',
  adopt: 'Adopt {variant}',
  undo: 'Take it back',
  adoptText:
    'Who begins {campaign} from now on gets {variant} of {step}. Who has begun, or had the email before, keeps theirs.',
  undoText:
    'The versions of {step} in {campaign} go on beside each other, and are compared anew from now on. Who got {variant} keeps it.',
  back: 'Back',
  isAdopted: '{variant} is adopted.',
  wasAdopted: 'A version of this email is adopted already.',
  undone: 'The versions go on beside each other.',
  noneAdopted: 'No version of this email is adopted.',
  adoptedInRun: '{variant} of {campaign}/{step} was adopted: it is proven to be better.',
} as const

const hr: Record<AdoptionWord, string> = {
  adoptedHand:
    '{variant} je usvojena ručno dana {day}: tko otad počinje dobiva nju, tko je već počeo zadržava svoju. Brojke su do tog dana.',
  adoptedAuto:
    '{variant} je usvojilo dnevno izvođenje dana {day}, kad je bilo dokazano: tko otad počinje dobiva nju, tko je već počeo zadržava svoju. Brojke su do tog dana.',
  adopt: 'Usvoji {variant}',
  undo: 'Poništi',
  adoptText:
    'Tko od sada počne kampanju {campaign} dobiva {variant} od {step}. Tko je već počeo ili je e-poruku već imao zadržava svoju.',
  undoText:
    'Inačice od {step} u kampanji {campaign} idu dalje jedna uz drugu i od sada se uspoređuju iznova. Tko je dobio {variant} zadržava je.',
  back: 'Natrag',
  isAdopted: '{variant} je usvojena.',
  wasAdopted: 'Jedna inačica ove e-poruke već je usvojena.',
  undone: 'Inačice idu dalje jedna uz drugu.',
  noneAdopted: 'Nijedna inačica ove e-poruke nije usvojena.',
  adoptedInRun: 'Usvojena je {variant} za {campaign}/{step}: dokazano je bolja.',
}

const sl: Record<AdoptionWord, string> = {
  adoptedHand:
    '{variant} je bila sprejeta ročno dne {day}: kdor začne odtlej, dobi njo, kdor je že začel, obdrži svojo. Številke so do tega dne.',
  adoptedAuto:
    '{variant} je sprejel dnevni zagon dne {day}, ko je bilo dokazano: kdor začne odtlej, dobi njo, kdor je že začel, obdrži svojo. Številke so do tega dne.',
  adopt: 'Sprejmi {variant}',
  undo: 'Razveljavi',
  adoptText:
    'Kdor odslej začne kampanjo {campaign}, dobi {variant} od {step}. Kdor je že začel ali je e-sporočilo že imel, obdrži svojo.',
  undoText:
    'Različice od {step} v kampanji {campaign} gredo naprej druga ob drugi in se odslej primerjajo znova. Kdor je dobil {variant}, jo obdrži.',
  back: 'Nazaj',
  isAdopted: '{variant} je sprejeta.',
  wasAdopted: 'Ena različica tega e-sporočila je že sprejeta.',
  undone: 'Različice gredo naprej druga ob drugi.',
  noneAdopted: 'Nobena različica tega e-sporočila ni sprejeta.',
  adoptedInRun: 'Sprejeta je {variant} za {campaign}/{step}: dokazano je boljša.',
}

const cs: Record<AdoptionWord, string> = {
  adoptedHand:
    '{variant} byla přijata ručně dne {day}: kdo od té doby začne, dostane ji, kdo už začal, má dál svou. Čísla jsou do toho dne.',
  adoptedAuto:
    '{variant} přijal denní běh dne {day}, kdy to bylo prokázáno: kdo od té doby začne, dostane ji, kdo už začal, má dál svou. Čísla jsou do toho dne.',
  adopt: 'Přijmout {variant}',
  undo: 'Vzít zpět',
  adoptText:
    'Kdo od teď začne kampaň {campaign}, dostane {variant} z {step}. Kdo už začal nebo e-mail už měl, má dál svou.',
  undoText:
    'Verze z {step} v kampani {campaign} jdou dál vedle sebe a od teď se porovnávají znovu. Kdo dostal {variant}, má ji dál.',
  back: 'Zpět',
  isAdopted: '{variant} je přijata.',
  wasAdopted: 'Některá verze tohoto e-mailu už je přijata.',
  undone: 'Verze jdou dál vedle sebe.',
  noneAdopted: 'Žádná verze tohoto e-mailu není přijata.',
  adoptedInRun: 'Byla přijata {variant} pro {campaign}/{step}: je prokazatelně lepší.',
}

const lv: Record<AdoptionWord, string> = {
  adoptedHand:
    '{variant} pieņemta ar roku {day}: kas sāk kopš tā laika, saņem to, kas jau bija sācis, patur savu. Skaitļi ir līdz tai dienai.',
  adoptedAuto:
    '{variant} pieņēma dienas izpilde {day}, kad tas bija pierādīts: kas sāk kopš tā laika, saņem to, kas jau bija sācis, patur savu. Skaitļi ir līdz tai dienai.',
  adopt: 'Pieņemt {variant}',
  undo: 'Atsaukt',
  adoptText:
    'Kas no šī brīža sāk kampaņu {campaign}, saņem {variant} no {step}. Kas jau sācis vai e-vēstuli jau saņēmis, patur savu.',
  undoText:
    '{step} versijas kampaņā {campaign} turpinās līdzās un no šī brīža tiek salīdzinātas no jauna. Kas saņēma {variant}, to patur.',
  back: 'Atpakaļ',
  isAdopted: '{variant} ir pieņemta.',
  wasAdopted: 'Viena šīs e-vēstules versija jau ir pieņemta.',
  undone: 'Versijas turpinās līdzās.',
  noneAdopted: 'Neviena šīs e-vēstules versija nav pieņemta.',
  adoptedInRun: 'Pieņemta {variant} no {campaign}/{step}: ir pierādīts, ka tā ir labāka.',
}

export const adoptionWords: WordList<AdoptionWord> = { en, hr, sl, cs, lv }
