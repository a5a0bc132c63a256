import { fold } from './fold.ts'

/**
 * A name as people type it who look for it: without case, accents and apostrophes, with spaces for hyphens and dots.
 * `Kovačević-Đurić` and `kovacevic duric` are one.
 */
export function foldName(name: string): string {
  const plain = /^[ -~]*$/.test(name) ? name : unaccented(name)
  return fold(plain)
    .replaceAll(/['’ʼ`´]/g, '')
    .replaceAll(/[\s.‐‑–-]+/g, ' ')
    .trim()
}

/** Letters without the marks that Unicode takes off, and plain ones for those that it leaves whole. */
function unaccented(name: string): string {
  const bare = name.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
  return bare.replaceAll(/[đðłøħŧıŋßẞæœþĐÐŁØĦŦŊÆŒÞ]/g, (letter) => PLAIN[letter.toLowerCase()] ?? letter)
}

const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ø: 'o',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ŋ: 'n',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}
