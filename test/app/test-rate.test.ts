import { expect, it } from 'vitest'
import { TESTS_A_MINUTE, takeTest } from '../../src/app/test-rate.ts'
import type { App } from '../../src/app/index.ts'

const shop = () => ({ db: {} as App['db'] })

it('of the test emails of a shop ten go out in a minute, and more after it', () => {
  const app = shop()
  const at = (second: number) => takeTest(app, second * 1000)
  const first = Array.from({ length: TESTS_A_MINUTE }, (_, second) => at(second))

  expect(new Set(first)).toEqual(new Set(['taken']))
  expect([at(10), at(59)]).toEqual(['too many', 'too many'])
  expect([at(60), at(60), at(61)]).toEqual(['taken', 'too many', 'taken'])
  expect(takeTest(shop(), 10_000)).toBe('taken')
})
