/** The shades of a calendar: `upTo` are the largest numbers of each but the last shade, ascending. */
export interface ColourSteps {
  readonly upTo: readonly number[]
  /** 0 for nothing, 1 for the lightest shade and so on. */
  shade(number: number): number
}

/** Where the shades end among the numbers above zero: most days are alike and a few stand out. */
const SHARES = [0.25, 0.5, 0.75, 0.95]

/** Shades for numbers of emails a day: by their own distribution, with borders that read well in a legend. */
export function colourSteps(numbers: readonly number[]): ColourSteps {
  const sorted = numbers.filter((number) => number > 0).sort((a, b) => a - b)
  const largest = sorted.at(-1) ?? 0
  const borders = SHARES.map((share) => rounded(sorted[Math.floor(share * (sorted.length - 1))] ?? 0))
  const upTo = [...new Set(borders)].filter((border) => border > 0 && border < largest)
  const shade = (number: number) => (number <= 0 ? 0 : 1 + upTo.filter((border) => number > border).length)
  return { upTo, shade }
}

/** To two digits: 1,234 becomes 1,200. */
function rounded(number: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, number))) - 1)
  return Math.round(number / unit) * unit
}
