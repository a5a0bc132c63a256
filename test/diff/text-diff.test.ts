import { describe, expect, it } from 'vitest'
import { textDiff } from '../../src/diff/text-diff.ts'

describe('a text as a diff', () => {
  it('shows changed lines with two around them, and nothing for equal texts', () => {
    const lines = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    const other = lines.map((line) => (line === 'e' ? 'E' : line))
    expect(textDiff(lines.join('\n'), other.join('\n'))).toBe('…\n c\n d\n-e\n+E\n f\n g')
    expect(textDiff('a\nb', 'a\nb')).toBe('')
  })

  it('shows lines that came and went at the ends', () => {
    expect(textDiff('a\nb', 'b\nc')).toBe('-a\n b\n+c')
    expect(textDiff('', 'a')).toBe('-\n+a')
  })

  it('keeps two changes that lie apart apart', () => {
    const lines = Array.from({ length: 20 }, (_, i) => `${i}`)
    const other = lines.map((line) => (line === '3' || line === '15' ? `new ${line}` : line))
    expect(
      textDiff(lines.join('\n'), other.join('\n'))
        .split('\n')
        .filter((line) => line === '…'),
    ).toHaveLength(2)
  })
})
