import { seededRandom } from './seeded-random.ts'

/** A sample that is drawn while its members come. */
export interface Sample<T> {
  /** Everybody up to `most`, then each that came as likely as any other. */
  readonly sample: T[]
  /** How many came. */
  size(): number
  add(one: T): void
}

/** A reservoir (algorithm R; Vitter 1985, "Random Sampling with a Reservoir"), the same for the same seed and order. */
export function sampleOf<T>(most: number, seed: number): Sample<T> {
  const random = seededRandom(seed)
  const sample: T[] = []
  let came = 0
  return {
    sample,
    size: () => came,
    add(one) {
      came++
      const place = came <= most ? came - 1 : Math.floor(random() * came)
      if (place < most) sample[place] = one
    },
  }
}
