/** From a queued row to an email in a provider's hands: claim, render, freeze, send, record. */
export { deliverDue, type DeliverOptions } from './deliver-due.ts'
export { type Delivery, type DeliveryProgress, type DeliveryStep, noDelivery } from './delivery.ts'
export type { DeliveryApp, MessageRow, RenderedEmail, RenderMessage, StillWanted } from './delivery-app.ts'
export { instanceId } from './instance-id.ts'
export { invariant, type Ledger } from './ledger.ts'
export { messageId } from './message-id.ts'
