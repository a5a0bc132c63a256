import { customersMeant, type DecisionFilter, messageStates, type Position } from '../../insights/index.ts'
import type { Scene } from '../view/view.ts'

/** How many customers of a name a filter looks at. */
export const MOST_MEANT = 50

/** What the address of a run asks for: which decisions, and from where on. */
export interface AskedDecisions {
  readonly filter: DecisionFilter
  readonly after: Position | undefined
  /** Whom nobody knows under this name, id or address; then nothing fits. */
  readonly stranger: string | undefined
  /** Whether more customers are called so than are looked at. */
  readonly more: 'all' | 'more'
}

/** Reads the filter of the address: `?decision=…&campaign=…&reason=…&customer=…&after=STATE.KEY`. */
export async function askedDecisions(view: Scene): Promise<AskedDecisions> {
  const { searchParams } = view.url
  const given = (name: string) => searchParams.get(name)?.trim() || undefined
  const named = given('customer')
  const meant = named === undefined ? undefined : await customersMeant(view.ctx, named, MOST_MEANT)
  return {
    filter: {
      state: messageStates.find((state) => state === given('decision')),
      campaign: given('campaign'),
      reason: given('reason'),
      customers: meant?.keys,
    },
    after: positionIn(given('after') ?? ''),
    stranger: meant?.keys.length === 0 ? named : undefined,
    more: meant?.more ?? 'all',
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
