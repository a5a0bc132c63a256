import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCountry } from '../../src/ingest/cells/country.ts'
import { readDecimal } from '../../src/ingest/cells/decimal.ts'
import { readId } from '../../src/ingest/cells/identity.ts'
import { instantReader } from '../../src/ingest/cells/instant.ts'
import { readLanguage } from '../../src/ingest/cells/language.ts'
import { moneyReader } from '../../src/ingest/cells/money.ts'
import { isStrange } from '../../src/ingest/cells/strange.ts'

describe('decimals', () => {
  const number = (text: string) => {
    const decimal = readDecimal(text)
    return isStrange(decimal) ? undefined : Number(`${decimal.units}e-${decimal.scale}`)
  }

  it('are read in the ways of many countries', () => {
    const cases: readonly (readonly [string, number | undefined])[] = [
      ['0', 0],
      ['-3.5', -3.5],
      ['+3', 3],
      ['−3', -3],
      ['.5', 0.5],
      ['007', 7],
      ['1234.5', 1234.5],
      ['1,234.56', 1234.56],
      ['1.234,56', 1234.56],
      ['1 234,56', 1234.56],
      ["1'234.50", 1234.5],
      ['1\u202f234,56', 1234.56],
      ['1,234,567', 1234567],
      ['1.234.567', 1234567],
      ['12,5', 12.5],
      ['0,125', 0.125],
      ['1234,567', 1234.567],
      ['1.234', 1.234],
      ['1,234', undefined],
      ['12,34,567', undefined],
      ['1.23.456', undefined],
      ['1,2345.6', undefined],
      ['1.234,56,7', undefined],
      ['', undefined],
      ['.', undefined],
      ['1e5', undefined],
      ['0x10', undefined],
      ['Infinity', undefined],
      ['12 EUR', undefined],
      ['--1', undefined],
      ['١٢', undefined],
    ]
    for (const [text, expected] of cases) expect(number(text), text).toBe(expected)
  })
})

describe('money', () => {
  const euros = moneyReader({ currency: 'EUR', rates: { USD: '0.92', JPY: '0.0061', KWD: '3.01' } })
  const minor = (text: string, currency = 'EUR') => {
    const decimal = euros.decimal(text)
    return isStrange(decimal) ? decimal : euros.minor(decimal, currency)
  }

  it('is rounded half up, exactly: no float is ever asked', () => {
    expect(minor('1.005')).toBe(101)
    expect(minor('1.0049999999999999')).toBe(100)
    expect(minor('-1.005')).toBe(-101)
    expect(minor('0.1')).toBe(10)
    expect(minor('100', 'JPY')).toBe(61)
    expect(minor('0.005', 'KWD')).toBe(2)
  })

  it('knows currencies without and with three decimals', () => {
    const yen = moneyReader({ currency: 'JPY', rates: {} })
    expect(yen.minor({ units: 15n, scale: 1 }, 'JPY')).toBe(2)
    const dinar = moneyReader({ currency: 'KWD', rates: {} })
    expect(dinar.minor({ units: 1234n, scale: 3 }, 'KWD')).toBe(1234)
  })

  it('agrees with exact fractions for any amount and rate', () => {
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 12n),
        fc.nat(4),
        fc.bigInt(1n, 10n ** 6n),
        fc.nat(5),
        (units, scale, rate, places) => {
          const text = decimalText(rate, places)
          const shop = moneyReader({ currency: 'EUR', rates: { USD: text } })
          const found = shop.minor({ units, scale }, 'USD')
          if (isStrange(found)) return
          const twice = 200n * units * rate
          const unit = 10n ** BigInt(scale + places)
          // found − ½ ≤ exact < found + ½
          expect((2n * BigInt(found) - 1n) * unit <= twice && twice < (2n * BigInt(found) + 1n) * unit).toBe(true)
        },
      ),
    )
  })
})

function decimalText(units: bigint, scale: number): string {
  const digits = String(units).padStart(scale + 1, '0')
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

describe('ids, countries, languages', () => {
  it('an id keeps its zeros; a float and a guard are undone; an exponent is strange', () => {
    expect(['00017', '17850.0', "'007", '1.5', 'C-1.0', 'A563186', "'s-1"].map(readId)).toEqual([
      '00017',
      '17850',
      '007',
      '1.5',
      'C-1.0',
      'A563186',
      "'s-1",
    ])
    expect(isStrange(readId('7.21E+12'))).toBe(true)
    expect(isStrange(readId('x'.repeat(256)))).toBe(true)
  })

  it('a country is a code or a name', () => {
    const cases: Record<string, string | undefined> = {
      hr: 'HR',
      UK: 'GB',
      HRV: 'HR',
      USA: 'US',
      Croatia: 'HR',
      'united kingdom': 'GB',
      EIRE: 'IE',
      RSA: 'ZA',
      'Channel Islands': 'JE',
      'Czech Republic': 'CZ',
      'Bosnia and Herzegovina': 'BA',
      "Cote d'Ivoire": undefined,
      "Côte d'Ivoire": 'CI',
      Hrvatska: undefined,
      Unspecified: undefined,
      'European Community': undefined,
      EU: undefined,
      ZZ: undefined,
      '': undefined,
    }
    for (const [text, code] of Object.entries(cases)) expect(readCountry(text), text).toBe(code)
    expect(readCountry('Hrvatska', ['hr'])).toBe('HR')
  })

  it('a language is a tag in its canonical case', () => {
    const cases: Record<string, string | undefined> = {
      HR: 'hr',
      'hr-hr': 'hr-HR',
      hr_HR: 'hr-HR',
      'en_US.UTF-8': 'en-US',
      'sr-latn-rs': 'sr-Latn-RS',
      iw: 'he',
      english: undefined,
      xx: undefined,
      '1': undefined,
    }
    for (const [text, tag] of Object.entries(cases)) expect(readLanguage(text), text).toBe(tag)
  })
})

const dst = resolve(import.meta.dirname, '../../../shared/data/hard/tz/dst_cases.json')
const absent = !existsSync(dst)
if (absent) console.warn('SKIPPED: ../shared is absent, the wall times of 41 zones were not checked')

interface Case {
  readonly zone: string
  readonly wall: string
  readonly exists: number
  readonly utc_compatible: string
  readonly utc_gap_end?: string
}

describe.skipIf(absent)('wall times around every change of the clock', () => {
  it('are read as the calendar reads them', () => {
    const { cases } = JSON.parse(readFileSync(dst, 'utf8')) as { cases: Case[] }
    expect(cases.length).toBeGreaterThan(1_900)
    const wrong = cases.filter(({ zone, wall, exists, utc_compatible, utc_gap_end }) => {
      const expected = exists === 0 ? utc_gap_end : utc_compatible
      return instantReader(zone)(wall) !== Date.parse(expected as string)
    })
    expect(wrong).toEqual([])
  })
})

it('amounts are rounded half up and exactly, however large or fine', () => {
  const money = moneyReader({ currency: 'EUR', rates: { USD: '0.9237' } })
  const exact = (units: bigint, scale: number, extra: number, rate: bigint, rateScale: number) => {
    const dividend = units * rate * 10n ** BigInt(extra)
    const divisor = 10n ** BigInt(scale + rateScale)
    const size = (2n * (dividend < 0n ? -dividend : dividend) + divisor) / (2n * divisor)
    return dividend < 0n ? -size : size
  }
  const amounts = fc.oneof(fc.bigInt(-(10n ** 7n), 10n ** 7n), fc.bigInt(-(10n ** 15n), 10n ** 15n))
  fc.assert(
    fc.property(amounts, fc.nat(18), fc.constantFrom('EUR', 'USD'), (units, scale, currency) => {
      const [rate, rateScale] = currency === 'EUR' ? [100n, 0] : [923700n, 4]
      for (const [read, extra] of [[money.minor, 0] as const, [money.milli, 3] as const]) {
        const wanted = exact(units, scale, extra, rate, rateScale)
        const tooLarge = (wanted < 0n ? -wanted : wanted) > 9_000_000_000_000n * 10n ** BigInt(extra)
        const found = read({ units, scale }, currency)
        expect(isStrange(found) ? 'strange' : BigInt(found)).toBe(tooLarge ? 'strange' : wanted)
      }
    }),
  )
})
