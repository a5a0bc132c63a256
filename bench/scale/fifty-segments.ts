import type { ShopFiles } from '../../src/app/index.ts'

/** The shop with rules of its own kind up to fifty segments: windows, counts, sums, ranks, places, combined. */
export function withFiftySegments(files: ShopFiles): ShopFiles {
  const made = Array.from({ length: 50 - files.segments.length }, (_, i) => {
    const lines = LINES.map((line) => line(i + 1))
    const own = [lines[i % lines.length], lines[(i * 3 + 1) % lines.length]]
    const text = `segment: made-${i + 1}\nwho:\n  ${i % 3 === 0 ? 'any' : 'all'}:\n${own.map((line) => `    - ${line}\n`).join('')}`
    return { file: `segments/made-${i + 1}.yaml`, text }
  })
  return { ...files, segments: [...files.segments, ...made] }
}

const LINES: readonly ((n: number) => string)[] = [
  (n) => `orders: at least ${1 + (n % 9)}`,
  (n) => `last_order: within the last ${10 + n * 7} days`,
  (n) => `first_order: more than ${30 + n * 11} days ago`,
  (n) => `total_spent: at least ${20 + n * 13} EUR`,
  (n) => `average_order: at least ${10 + n} EUR`,
  (n) => `total_spent: top ${1 + (n % 40)} percent`,
  (n) => `country: ${['HR', 'SI', 'AT'][n % 3]}`,
  (n) => `bought: {times: at least ${1 + (n % 4)}, within: ${30 + n * 5} days}`,
]
