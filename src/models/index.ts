export { alwaysValidDifference, alwaysValidVerdict, type DailyTest, type DailyVerdict } from './always-valid.ts'
export { type BgNbd, bgNbdAlive, bgNbdExpectedOrders, bgNbdLogLikelihood, fitBgNbd } from './bg-nbd.ts'
export { type Cell, groupHistories, type History } from './cells.ts'
export { type Difference, differenceOf } from './difference-interval.ts'
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
export { gatherSpending } from './gather-spending.ts'
export { type Horizon, lifetimeValue } from './lifetime-value.ts'
export { ageCurve, alongCurve, type CurveLayout } from './age-curve.ts'
export { medianWeeksToNextOrder } from './next-order.ts'
export {
  fitParetoNbd,
  type ParetoNbd,
  paretoNbdAlive,
  paretoNbdExpectedOrders,
  paretoNbdLogLikelihood,
} from './pareto-nbd.ts'
export { customersToGo, customersUntilProven, daysUntilProven, type Looks, type Question } from './power.ts'
export { type Revenue, revenueOf } from './revenue.ts'
export {
  alwaysValidRevenue,
  alwaysValidRevenueVerdict,
  customersToGoByRevenue,
  revenueDifference,
} from './revenue-difference.ts'
export { type Group, type SampleRatio, sampleRatio } from './sample-ratio.ts'
export type { Share } from './score.ts'
export { type ControlLimits, type Counted, controlLimits, LEAST_VALUES } from './control-limits.ts'
