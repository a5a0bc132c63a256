import { describe, expect, it } from 'vitest'
import { cleanText } from '../../src/text/index.ts'

describe('text as it may be stored', () => {
  it('is trimmed and composed', () => {
    expect(cleanText('  C\u030caj \u00a0')).toBe('Čaj')
  })

  it('holds no NUL and no half character', () => {
    expect(cleanText('a\0b')).toBe('ab')
    expect(cleanText('a\ud800b\udc00')).toBe('ab')
    expect(cleanText('😀')).toBe('😀')
  })

  it('keeps everything else, strange or not', () => {
    expect(cleanText('<script>alert(1)</script>')).toBe('<script>alert(1)</script>')
    expect(cleanText('\u202eevil')).toBe('\u202eevil')
  })
})
