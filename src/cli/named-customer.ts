import { findCustomer, type FoundCustomer } from '../app/index.ts'
import { Failure } from './failure.ts'
import type { OpenShop } from './open-shop.ts'

/** The customer a command line names by id or address; an unknown one is a wrong usage. */
export async function namedCustomer({ app }: OpenShop, named: string): Promise<FoundCustomer> {
  const found = await findCustomer(app, named)
  if (found) return found
  throw new Failure(`No customer has the id or address "${named}"`, 'look for one: perennial members SEGMENT')
}
