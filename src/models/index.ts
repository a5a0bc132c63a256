export { type BgNbd, bgNbdAlive, bgNbdExpectedOrders, bgNbdLogLikelihood, fitBgNbd } from './bg-nbd.ts'
export { type Cell, groupHistories, type History } from './cells.ts'
export { LEAST, type Shortage, shortageOf } from './enough.ts'
export type { Fit, Found } from './fit.ts'
export {
  expectedOrderValue,
  fitGammaGamma,
  type GammaGamma,
  gammaGammaLogLikelihood,
  type Spending,
} from './gamma-gamma.ts'
export { type Gathered, gatherHistories } from './gather-histories.ts'
export { type Horizon, lifetimeValue } from './lifetime-value.ts'
export { medianWeeksToNextOrder } from './next-order.ts'
export {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdExpectedOrders,
  paretoNbdLogLikelihood,
} from './pareto-nbd.ts'
