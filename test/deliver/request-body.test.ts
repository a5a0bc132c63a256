import fc from 'fast-check'
import { expect, it } from 'vitest'
import { packRequest, unpackRequest } from '../../src/deliver/request-body.ts'

it('a request comes back bit by bit as it was stored', async () => {
  const messages = fc.array(
    fc.record({ id: fc.stringMatching(/^[a-z0-9]+-[0-9]+$/), bytes: fc.uint8Array({ maxLength: 300 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(), messages, async (at, all) => {
      const content = await unpackRequest(await packRequest({ at, messages: all }))
      expect(content?.at).toBe(at)
      expect(content?.messages.map(({ id, bytes }) => [id, [...bytes]])).toEqual(
        all.map(({ id, bytes }) => [id, [...bytes]]),
      )
    }),
    { numRuns: 200, seed: 7 },
  )
})

it('a request of which one bit was changed is none', async () => {
  const body = await packRequest({ at: 1, messages: [{ id: 'a-1', bytes: Buffer.from('hello hello hello') }] })
  for (let i = 0; i < body.packed.length; i += 1) {
    const bent = Buffer.from(body.packed)
    bent[i] = (bent[i] ?? 0) ^ 1
    expect(await unpackRequest({ ...body, packed: bent })).toBeUndefined()
  }
  expect(await unpackRequest({ ...body, sha256: body.sha256.replace(/^./, 'x') })).toBeUndefined()
  expect(await unpackRequest({ ...body, packed: body.packed.subarray(0, 20) })).toBeUndefined()
})

it('equal requests are stored as equal bytes', async () => {
  const content = { at: 5, messages: [{ id: 'a-1', bytes: Buffer.from('x') }] }
  expect((await packRequest(content)).sha256).toBe((await packRequest(content)).sha256)
})
