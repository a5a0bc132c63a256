/** From a queued row to an email in a provider's hands: claim, render, freeze, send, record. */
export { deliverDue } from './deliver-due.ts'
export { type Delivery, type DeliveryProgress, type DeliveryStep, noDelivery } from './delivery.ts'
export type { DeliveryApp, MessageRow, RenderedEmail, RenderMessage, StillWanted } from './delivery-app.ts'
export type { DeliverOptions } from './delivery-run.ts'
export { endHalt } from './halts.ts'
export { type Standstill, standstills } from './standstill.ts'
export { instanceId } from './instance-id.ts'
export { invariant, type Ledger } from './ledger.ts'
export { markRestored } from './mark-restored.ts'
export { messageId } from './message-id.ts'
export type { OutboxFilter, OutboxPlace, OutboxRow, OutboxState } from './outbox-rows.ts'
export { outboxCounts, outboxRows, outboxStates } from './outbox-rows.ts'
export {
  type Displaced,
  guardHome,
  leaveHome,
  notAtHome,
  releaseQuarantine,
  settleHome,
  startQuarantine,
} from './quarantine.ts'
export { cancelQueued, retryFailed } from './resolve-open.ts'
export { type Decision, resolveUncertain, type UncertainMessage, uncertainMessages } from './resolve-uncertain.ts'
export { searchUncertain } from './search-uncertain.ts'
