import { expect, it } from 'vitest'
import { onceAtATime } from '../../src/web/preview/once-at-a-time.ts'

it('equal questions at the same time are worked on once, later ones and others anew', async () => {
  const asked: string[] = []
  const [shop, other] = [{}, {}]
  const ask = onceAtATime<string>()
  const answer = (about: object, question: string) =>
    ask(about, question, async () => {
      asked.push(question)
      await new Promise((later) => setTimeout(later, 5))
      return `${question} ${asked.length}`
    })
  const together = await Promise.all([answer(shop, 'a'), answer(shop, 'a'), answer(shop, 'b'), answer(other, 'a')])
  expect([together[0], asked]).toEqual([together[1], ['a', 'b', 'a']])
  expect(await answer(shop, 'a')).toBe('a 4')
})

it('a question that failed is worked on anew', async () => {
  const ask = onceAtATime<string>()
  const about = {}
  await expect(ask(about, 'a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await ask(about, 'a', async () => 'mended')).toBe('mended')
})
