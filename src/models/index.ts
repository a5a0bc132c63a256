export { type BgNbd, bgNbdAlive, bgNbdExpectedOrders, bgNbdLogLikelihood, fitBgNbd } from './bg-nbd.ts'
export { type Cell, groupHistories, type History } from './cells.ts'
export type { Fit, Found } from './fit.ts'
export type { Shortage } from './enough.ts'
