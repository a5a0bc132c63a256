import type { CustomerFact } from '../../app/index.ts'
import type { consentLog, customerPast, CustomerSheet } from '../../insights/index.ts'
import type { View } from '../view/view.ts'
import type { CustomersWord } from '../words/customers.ts'

/** What is shown of one customer. */
export interface CustomerProps {
  readonly view: View<CustomersWord>
  readonly sheet: CustomerSheet
  readonly facts: readonly CustomerFact[]
  readonly past: Awaited<ReturnType<typeof customerPast>>
  readonly log: Awaited<ReturnType<typeof consentLog>>
}
