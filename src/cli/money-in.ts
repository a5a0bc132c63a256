/** Says minor units of a currency as a terminal shows them, `12.50 EUR`; `-` where there is none. */
export function moneyIn(currency: string): (minor: number | undefined) => string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return (minor) => (minor === undefined ? '-' : `${(minor / 10 ** digits).toFixed(digits)} ${currency}`)
}
