/** A retention rate that guides quote for an industry. */
export interface Benchmark {
  readonly industry: string
  /** Of 1. */
  readonly retention: number
  /** Who says so; null: many repeat it, and nobody names where it is from. */
  readonly source: string | null
}

const HOWARTH =
  'Josh Howarth, Exploding Topics, 5 December 2023, https://explodingtopics.com/blog/customer-retention-rates'

/** To compare with, with care: none says who counts as a customer, or over what time. That table has 63 % for retail. */
export const benchmarks: readonly Benchmark[] = [
  { industry: 'media and professional services', retention: 0.84, source: HOWARTH },
  { industry: 'hospitality, travel and restaurants', retention: 0.55, source: HOWARTH },
  { industry: 'retail and e-commerce', retention: 0.3, source: null },
]
