import type { CustomerFigures } from './figures-of.ts'
import { addCustomer, addTotals, noTotals, type Totals } from './totals.ts'

/** A part of the customers. `null`: what it goes by is not known of them. */
export interface Part {
  readonly name: string | null
  readonly totals: Totals
}

/** The parts of a base: where they overlap not, they add up to it. */
export interface Parts {
  readonly shown: readonly Part[]
  /** All other parts together, where there are more than are shown. */
  readonly others: { readonly parts: number; readonly totals: Totals } | undefined
}

/** Gathers parts by name. */
export interface Grouping {
  add(names: readonly (string | null)[], one: CustomerFigures): void
  /** The `most` parts with the largest revenue in the period, in the order of it or of these names. */
  parts(most: number, order: readonly string[] | 'by revenue' | 'by name'): Parts
}

/** Opens a grouping without parts. */
export function openGrouping(): Grouping {
  const known = new Map<string | null, Totals>()
  return {
    add(names, one) {
      for (const name of names) {
        const totals = known.get(name) ?? noTotals()
        known.set(name, totals)
        addCustomer(totals, one)
      }
    },
    parts(most, order) {
      const all = [...known].map(([name, totals]): Part => ({ name, totals })).sort(byRevenue)
      const rest = all.slice(most)
      const together = noTotals()
      for (const { totals } of rest) addTotals(together, totals)
      return {
        shown: order === 'by revenue' ? all.slice(0, most) : all.slice(0, most).sort(inOrder(order)),
        others: rest.length === 0 ? undefined : { parts: rest.length, totals: together },
      }
    },
  }
}

function byRevenue(a: Part, b: Part): number {
  return b.totals.revenue - a.totals.revenue || b.totals.customers - a.totals.customers || byName(a, b)
}

/** Who has no name comes last. */
function byName(a: Part, b: Part): number {
  if (a.name === null || b.name === null) return Number(a.name === null) - Number(b.name === null)
  return a.name < b.name ? -1 : Number(a.name > b.name)
}

function inOrder(order: readonly string[] | 'by name'): (a: Part, b: Part) => number {
  if (order === 'by name') return byName
  const place = ({ name }: Part) => (name === null ? order.length : order.indexOf(name))
  return (a, b) => place(a) - place(b)
}
