import { describe, expect, it } from 'vitest'
import { bytesIn, fill, lent } from '../../src/providers/lent.ts'

const pieces = [Buffer.from('Kava '), new Uint8Array(), Buffer.from('čaj')]

describe('a lent piece of memory', () => {
  it('has exactly the size that was asked for, and holds what is written into it', async () => {
    const text = await lent(bytesIn(pieces), async (piece) => fill(piece, pieces).toString())
    expect(text).toBe('Kava čaj')
  })

  it('belongs to one at a time', async () => {
    const write = (letter: string) =>
      lent(1000, async (piece) => {
        piece.fill(letter)
        await new Promise((later) => setTimeout(later, 5))
        return piece.toString()
      })
    const letters = ['a', 'b', 'c', 'd', 'e', 'f']
    expect(await Promise.all(letters.map(write))).toEqual(letters.map((letter) => letter.repeat(1000)))
  })

  it('is lent again, also after an error', async () => {
    const size = 7 * 1024 * 1024
    const memory = () => lent(size, async ({ buffer }) => buffer)
    const first = await memory()
    await lent(size, () => Promise.reject(new Error('no'))).catch(() => undefined)
    expect(await memory()).toBe(first)
  })
})
