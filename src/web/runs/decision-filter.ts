import { findCustomer } from '../../app/index.ts'
import { type DecisionFilter, messageStates, type Position } from '../../insights/index.ts'
import type { Scene } from '../view/view.ts'

/** What the address of a run asks for: which decisions, and from where on. */
export interface AskedDecisions {
  readonly filter: DecisionFilter
  readonly after: Position | undefined
  /** Whom nobody knows under this id or address; then nothing fits. */
  readonly stranger: string | undefined
}

/** Reads the filter of the address: `?decision=…&campaign=…&reason=…&customer=…&after=STATE.KEY`. */
export async function askedDecisions(view: Scene): Promise<AskedDecisions> {
  const { searchParams } = view.url
  const given = (name: string) => searchParams.get(name)?.trim() || undefined
  const named = given('customer')
  const customer = named === undefined ? undefined : await findCustomer(view.ctx, named)
  return {
    filter: {
      state: messageStates.find((state) => state === given('decision')),
      campaign: given('campaign'),
      reason: given('reason'),
      customer: named === undefined ? undefined : (customer?.key ?? -1),
    },
    after: positionIn(given('after') ?? ''),
    stranger: customer === undefined ? named : undefined,
  }
}

/** A position as it stands in an address. */
export function positionText({ state, key }: Position): string {
  return `${state}.${key}`
}

function positionIn(text: string): Position | undefined {
  const [word, number] = text.split('.')
  const state = messageStates.find((one) => one === word)
  const key = Number(number)
  return state !== undefined && Number.isSafeInteger(key) ? { state, key } : undefined
}
