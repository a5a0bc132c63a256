/** How much is read and kept, so that no customer and no product makes the tables large. */
export const limits = {
  /** How far back orders tell what goes together, in days: what was given up two years ago is no advice. */
  pairedDays: 730,
  /**
   * Of a customer the products bought last, so many at most: a basket of ten thousand articles would otherwise be fifty
   * million pairs, and a wholesaler's taste everybody's.
   */
  ofCustomer: 50,
  /** So many neighbours of a product are kept. */
  similar: 50,
  /** Of a customer so many products, the last ones, speak for others: more tell nothing new. */
  speaking: 50,
  /** One common buyer is chance. */
  leastTogether: 2,
  /** Added below the line of the cosine, in customers: what two rare products have in common says little. */
  damping: 10,
  /** Days whose orders make a bestseller. */
  bestsellerDays: 90,
  /** Fewer customers make no bestseller of a country. */
  leastOfCountry: 5,
  /** So many bestsellers of a country are kept. */
  bestsellers: 50,
  /** Lines of orders up to which pairs are counted on the spot where none are kept: a fifth of a second. */
  countedNow: 20_000,
} as const

/** Millionths: scores are whole numbers, so that they add up to the same in any order. */
export const SCALE = 1_000_000

/** Milliseconds. */
export const DAY = 86_400_000
