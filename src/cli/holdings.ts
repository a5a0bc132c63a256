import { counted } from './counts.ts'

/** What a database holds, in the numbers a person knows it by. */
export function holdings(rows: Readonly<Record<string, number>>): string {
  const { customers = 0, orders = 0, messages = 0 } = rows
  return [counted(customers, 'customer'), counted(orders, 'order'), counted(messages, 'message')].join(', ')
}
