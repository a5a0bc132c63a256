import type { Shop } from '../../config/index.ts'
import { minorDigits } from './currency.ts'
import { type Decimal, type DecimalMark, readDecimal } from './decimal.ts'
import { isStrange, type Strange, strange } from './strange.ts'

/** Amounts of a file as the shop's own money. */
export interface MoneyReader {
  /** Minor units of the shop's currency, half up, converted once by the shop file's `rates`. */
  minor(amount: Decimal, currency: string): number | Strange
  /** Thousandths of a minor unit, so that prices such as 0.001 add up exactly. */
  milli(amount: Decimal, currency: string): number | Strange
  /** The decimal in a cell. */
  decimal(text: string): Decimal | Strange
  /** Undefined where amounts of the currency can be read, else why not. */
  refusal(currency: string): string | undefined
}

type Money = Pick<Shop, 'currency' | 'rates'>

/** Reads money of a shop; amounts too large to add up exactly are strange. */
export function moneyReader(shop: Money, mark: DecimalMark = 'detect'): MoneyReader {
  const factors = new Map<string, Decimal | Strange>()
  const factor = (currency: string) => {
    const known = factors.get(currency) ?? factorOf(shop, currency)
    factors.set(currency, known)
    return known
  }
  const convert = (amount: Decimal, currency: string, extra: number) => {
    const rate = factor(currency)
    return isStrange(rate) ? rate : rounded(amount, rate, extra)
  }
  return {
    minor: (amount, currency) => convert(amount, currency, 0),
    milli: (amount, currency) => convert(amount, currency, 3),
    decimal: (text) => readDecimal(text, mark),
    refusal: (currency) => {
      const rate = factor(currency)
      return isStrange(rate) ? rate.strange : undefined
    },
  }
}

/** What one unit of a currency is in minor units of the shop's, as an exact decimal. */
function factorOf(shop: Money, currency: string): Decimal | Strange {
  const minor = 10n ** BigInt(minorDigits(shop.currency))
  if (currency === shop.currency) return { units: minor, scale: 0 }
  const rate = readDecimal(shop.rates[currency] ?? '')
  if (isStrange(rate)) return strange(`has no rate: write rates: {${currency}: …} into the shop file`)
  return { units: rate.units * minor, scale: rate.scale }
}

/** Half up by magnitude, so that a refund rounds like its order. */
function rounded(amount: Decimal, factor: Decimal, extra: number): number | Strange {
  const known = roundedSmall(amount, factor, extra)
  if (known !== undefined) return known
  const units = amount.units * factor.units * 10n ** BigInt(extra)
  const divisor = 10n ** BigInt(amount.scale + factor.scale)
  const magnitude = (2n * (units < 0n ? -units : units) + divisor) / (2n * divisor)
  if (magnitude > LARGEST * 10n ** BigInt(extra)) return strange('is too large to be an amount')
  return Number(units < 0n ? -magnitude : magnitude)
}

/** The same in plain numbers, a tenth of the time, where all on the way is a whole number that they hold exactly. */
function roundedSmall(amount: Decimal, factor: Decimal, extra: number): number | undefined {
  const scale = amount.scale + factor.scale
  const units = Number(amount.units) * Number(factor.units) * 10 ** extra
  const size = Math.abs(units)
  const divisor = 10 ** scale
  if (scale > 15 || !(2 * size + divisor <= SMALL)) return undefined
  const magnitude = Math.floor((2 * size + divisor) / (2 * divisor))
  if (magnitude > Number(LARGEST)) return undefined
  return units < 0 && magnitude > 0 ? -magnitude : magnitude
}

/** Whole numbers up to here, and quotients of them cut to whole ones, are exact. */
const SMALL = 2 ** 52

/** In minor units; in thousandths of them it is the largest number that JavaScript holds exactly. */
const LARGEST = 9_000_000_000_000n
