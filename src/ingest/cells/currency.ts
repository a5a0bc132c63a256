/** An ISO 4217 code in capitals, or undefined for what is no currency. */
export function readCurrency(text: string): string | undefined {
  const code = text.toUpperCase()
  return known().has(code) ? code : undefined
}

/** Digits after the point of a currency's amounts: EUR 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}

let codes: Set<string> | undefined

function known(): Set<string> {
  codes ??= new Set(Intl.supportedValuesOf('currency'))
  return codes
}
