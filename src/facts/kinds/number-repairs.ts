import type { Repair } from './phrase.ts'
import { unitOnce } from './unit-once.ts'

const SYMBOL = { code: 'symbol', message: '"{}" uses a symbol', hint: 'rules are written in words' } as const

/** How people write a comparison otherwise. */
export const numberRepairs: readonly Repair[] = [
  { from: /^never$/i, to: 'not set' },
  { from: /^ever$/i, to: 'set' },
  {
    from: /(\d),(?=\d{3}\b)/g,
    to: '$1',
    code: 'thousands',
    message: 'Thousands in "{}"',
    hint: 'no comma: 1000 or 1 000',
  },
  { from: /^(?:>=|=>|≥)/, to: 'at least ', ...SYMBOL },
  { from: /^(?:<=|=<|≤)/, to: 'at most ', ...SYMBOL },
  { from: /^>/, to: 'more than ', ...SYMBOL },
  { from: /^</, to: 'less than ', ...SYMBOL },
  { from: /^={1,3}/, to: 'exactly ', ...SYMBOL },
  { from: /^(.*\d.*)(?: or more| and more| or over|\+)$/i, to: 'at least $1' },
  { from: /^(.*\d.*)(?: or less| or fewer| or under)$/i, to: 'at most $1' },
  { from: /^(?:over|above|greater than|bigger than) /i, to: 'more than ' },
  { from: /^(?:under|below|fewer than|smaller than) /i, to: 'less than ' },
  { from: /^(?:min\.?|minimum|no less than|not less than|from) /i, to: 'at least ' },
  { from: /^(?:max\.?|maximum|no more than|not more than|up to) /i, to: 'at most ' },
  { from: /^(?:is |equals?(?: to)? |just |only )/i, to: 'exactly ' },
  { from: /^(?:between |from )?(-?[\d. ]*\d) ?(?:-|–|to|\.\.) ?(\d.*)$/i, to: 'between $1 and $2' },
  {
    from: /^-?[\d. ]*\d(?: ?[A-Za-z]{3})?$/,
    to: 'exactly $&',
    code: 'bare-number',
    message: '"{}": at least, at most or exactly?',
    hint: 'a number alone does not say how it compares',
  },
  { from: /(\d) (?:orders?|times|items|years?|pieces)\b/gi, to: '$1' },
]

const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  Kč: 'CZK',
  kr: 'SEK',
  zł: 'PLN',
}

/** The same with money: the currency in front, as a symbol, or missing. */
export const moneyRepairs: readonly Repair[] = [
  {
    from: /([€$£¥]|Kč|kr|zł) ?(\d[\d .,]*)/g,
    to: (part) => `${part.replace(/^[^\d]+/, '').trim()} ${SYMBOLS[part.replace(/ ?\d.*$/, '')] ?? ''}`,
    code: 'symbol',
    message: '"{}" uses a symbol',
    hint: 'write the code of the currency',
  },
  {
    from: /(\d) ?([€$£¥]|Kč|kr|zł)/g,
    to: (part) => `${part.charAt(0)} ${SYMBOLS[part.slice(1).trim()] ?? ''}`,
    code: 'symbol',
    message: '"{}" uses a symbol',
    hint: 'write the code of the currency',
  },
  {
    from: /^([A-Za-z ]*)\b([A-Z]{3}) (\d[\d .]*)$/,
    to: '$1$3 $2',
    code: 'unknown-phrase',
    hint: 'the currency comes after the amount',
  },
  {
    from: /^[^A-Z%]*\d$/,
    to: (phrase, reading) => `${/^[\d. ]+$/.test(phrase) ? 'at least ' : ''}${phrase} ${reading.shop.currency}`,
    code: 'missing-currency',
    message: '"{}" of what? The currency is missing',
    hint: 'every amount of money names its currency',
  },
  ...numberRepairs,
]

/** The same with percent: the symbol, or the word missing. */
export const percentRepairs: readonly Repair[] = [
  { from: /(\d) ?%/g, to: '$1 percent', ...SYMBOL },
  {
    from: /^(?!.*percent).*\d$/,
    to: (phrase) => `${/^[\d. ]+$/.test(phrase) ? 'at least ' : ''}${phrase} percent`,
    code: 'missing-unit',
    message: '"{}" of what?',
    hint: 'a chance is in percent',
  },
  ...numberRepairs,
  { from: /^\d[\d. ]* percent$/i, to: 'at least $&', hint: 'a chance alone does not say how it compares' },
]

/** The same with time: the unit missing. */
export const durationRepairs: readonly Repair[] = [
  unitOnce(''),
  {
    from: /^[^%]*\d$/,
    to: (phrase) => `${/^[\d. ]+$/.test(phrase) ? 'at least ' : ''}${phrase} days`,
    code: 'missing-unit',
    message: '"{}" of what? The unit is missing',
    hint: 'write days or weeks',
  },
  ...numberRepairs,
  { from: /^\d[\d. ]* (?:days?|weeks?)$/i, to: 'at least $&', hint: 'a time alone does not say how it compares' },
]
