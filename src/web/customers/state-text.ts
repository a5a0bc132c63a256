import type { View } from '../view/view.ts'
import { type CustomersWord, customersWords } from '../words/customers.ts'

/** A state of a table in the operator's words; one that is not ours, such as an order's, as it is. */
export function stateText({ say }: View<CustomersWord>, state: string): string {
  const key = `is_${state.replaceAll(' ', '_')}`
  return key in customersWords.en ? say(key as CustomersWord) : state
}
