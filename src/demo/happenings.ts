import { type Instant, isoInstant } from '../clock.ts'
import { catalogue } from './catalogue.ts'
import type { Person } from './person.ts'
import { type Chance, chance } from './random.ts'
import { amount, type Row } from './rows.ts'

/** What customers did beside buying, as the columns of `import events`: products looked at, tastings in the shop. */
export function* happenings(
  people: readonly Person[],
  seed: string,
  dayStart: (daysAgo: number) => Instant,
): Generator<Row> {
  for (const someone of people) {
    const luck = chance(`${seed}:happenings:${someone.id}`)
    const minute = (daysAgo: number) => isoInstant(dayStart(daysAgo) + luck.between(480, 1320) * 60_000)
    const since = Math.max(1, Math.min(60, someone.signedUp))
    if (luck.happens(0.35)) yield* views(someone, luck, () => minute(luck.between(1, since)))
    if (someone.tags.includes('tasting club')) yield tasting(someone, luck, minute(luck.between(1, since)))
  }
}

function* views(someone: Person, luck: Chance, at: () => string): Generator<Row> {
  for (let left = luck.between(1, 5); left > 0; left--) {
    const product = luck.pick(catalogue)
    const about = { product: product.id, category: product.category, price: amount(product.price) }
    yield { ...happening(someone, 'viewed', at()), ...about }
  }
}

function tasting(someone: Person, luck: Chance, at: string): Row {
  const about = { place: luck.pick(['Zagreb', 'Ljubljana', 'Brno']), guests: String(luck.between(0, 3)) }
  return { ...happening(someone, 'joined_tasting', at), ...about }
}

/** Every row has all columns, for they share one file. */
function happening(someone: Person, event: string, at: string): Row {
  return { customer_id: someone.id, event, at, product: '', category: '', price: '', place: '', guests: '' }
}
