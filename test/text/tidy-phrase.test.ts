import { describe, expect, it } from 'vitest'
import { tidyPhrase } from '../../src/text/index.ts'

describe('a short phrase', () => {
  it.each([
    ['at  most 1 days', 'at most 1 day'],
    ['2 day', '2 days'],
    ['1 marketing emails per 7 day', '1 marketing email per 7 days'],
    ['9:00 customer time', '09:00 customer time'],
    ['21:00 to 8:00 customer time', '21:00 to 08:00 customer time'],
    ['1.5 days', '1.5 days'],
    ['after 365 days', 'after 365 days'],
  ])('"%s" is written "%s"', (written, wanted) => expect(tidyPhrase(written)).toBe(wanted))
})
