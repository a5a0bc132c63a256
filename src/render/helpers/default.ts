import { type Call, needed } from './call.ts'

/** `{{default customer.first_name "there"}}`: the first of its values that is there. */
export function defaultTo(this: unknown, ...values: unknown[]): unknown {
  const call = values.pop() as Call
  return needed(
    values.find((value) => value !== undefined && value !== null && value !== ''),
    call,
  )
}
