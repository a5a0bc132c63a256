import type { Alerts } from '../../../insights/index.ts'
import type { People } from '../../view/people.ts'

/** The numbers that left their usual range: a row each; money in minor units, shares of 1. */
export function alertsCsv({ week, numbers }: Alerts) {
  return {
    header: ['number', 'from', 'to', 'value', 'usual', 'low', 'high', 'side', 'weeks', 'days'],
    rows: numbers.map(({ number, value, centre, low, high, side, weeks, days }) => [
      ...[number, week.from, week.to, value, centre, low, high, side, weeks, days],
    ]),
  }
}

/** The good customers who became late: a row each, days and money as on the page. */
export function lateCsv(people: People, { customers }: Alerts) {
  return {
    header: ['customer', 'spent', 'last_order', 'usual_gap', 'away'],
    rows: customers.map(({ id, spent, lastOrder, usualGap, away }) => [
      ...[people.hidden(id), spent, lastOrder, usualGap, away],
    ]),
  }
}
