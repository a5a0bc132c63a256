import { describe, expect, it } from 'vitest'
import { foldName } from '../../src/text/index.ts'

describe('names are looked for as people type them', () => {
  it.each([
    ['Kovačević', 'kovacevic'],
    ['ĐURĐA Šimić', 'durda simic'],
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Dvořáková', 'dvorakova'],
    ['Bērziņš-Kalniņa', 'berzins kalnina'],
    ['O’Brien', 'obrien'],
    ["O'Brien", 'obrien'],
    ['Strauß', 'strauss'],
    ['STRAUẞ', 'strauss'],
    ['Søren Æbelø', 'soren aebelo'],
    ['J. R. R.  Tolkien', 'j r r tolkien'],
    ['İbrahim Işık', 'ibrahim isik'],
    ['小明', '小明'],
    ['Ελένη ΣΙΜΟΣ', 'ελενη σιμοσ'],
    ['-', ''],
  ])('%s as %s', (name, typed) => {
    expect(foldName(name)).toBe(typed)
  })

  it('however its letters are composed', () => {
    expect(foldName('Kovac\u030c')).toBe(foldName('Kovač'))
  })

  it('twice is once', () => {
    for (const name of ['Kovačević-Podgorelec', 'Strauß', '김민준'])
      expect(foldName(foldName(name))).toBe(foldName(name))
  })
})
