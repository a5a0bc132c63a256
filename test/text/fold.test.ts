import { describe, expect, it } from 'vitest'
import { fold } from '../../src/text/index.ts'

describe('text compares after NFC and simple case folding', () => {
  it('folds every code point exactly as Unicode does', () => {
    // RegExp with `iu` compares by simple case folding (ECMA-262, Canonicalize): an independent second opinion.
    const different: string[] = []
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const letter = String.fromCodePoint(code)
      if (letter.normalize('NFC') !== letter) continue
      const folded = fold(letter)
      if (folded === letter) continue
      if (!new RegExp(`^\\u{${code.toString(16)}}$`, 'iu').test(folded)) different.push(code.toString(16))
    }
    expect(different).toEqual([])
  })

  it('gives one text to all letters that Unicode calls the same', () => {
    const classes = new Map<string, number[]>()
    for (let code = 0; code <= 0x1ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const letter = String.fromCodePoint(code)
      if (letter.normalize('NFC') !== letter) continue
      for (const other of [letter.toLowerCase(), letter.toUpperCase()]) {
        if ([...other].length !== 1 || other === letter || other.normalize('NFC') !== other) continue
        if (!new RegExp(`^\\u{${code.toString(16)}}$`, 'iu').test(other)) continue
        if (fold(letter) !== fold(other)) classes.set(letter, [code])
      }
    }
    expect([...classes.keys()]).toEqual([])
  })

  it('keeps the dotted and the dotless i apart from i', () => {
    expect([fold('İ'), fold('ı'), fold('I')]).toEqual(['İ', 'ı', 'i'])
  })

  it('never makes two letters of one', () => {
    expect(fold('Straße')).toBe('straße')
    expect(fold('ŉ')).toBe('ŉ')
  })

  it('sees composed and decomposed letters as one, but accents count', () => {
    expect(fold('C\u030cAJ')).toBe(fold('čaj'))
    expect(fold('čaj')).not.toBe(fold('caj'))
  })

  it('meets final and medial sigma', () => {
    expect(fold('ΟΔΟΣ')).toBe(fold('οδος'))
    expect(fold('οδός')).toBe(fold('ΟΔΌΣ'))
  })
})
