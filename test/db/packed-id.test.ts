import { expect, it } from 'vitest'
import { packedId, unpackedId } from '../../src/db/index.ts'

const uuid = '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794'

it('a UUID is kept in two thirds of its characters, and read back as it was', () => {
  expect(packedId(uuid)).toBe('~SaOZnAzhTqaraK_NbcLnlA')
  expect(unpackedId(packedId(uuid))).toBe(uuid)
})

it.each(['', 're_123', uuid.toUpperCase(), `${uuid}0`, '~', '~~', packedId(uuid), '<x@mail.example>', '日本'])(
  'any other id is read back as it was: %s',
  (id) => {
    expect(unpackedId(packedId(id))).toBe(id)
    expect(packedId(id)).not.toBe(packedId(uuid))
  },
)
