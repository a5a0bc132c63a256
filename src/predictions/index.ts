/** What customers will probably do: models fitted to a shop's own orders, and how good they would have been. */
export { type Calibration, type CalibrationRow, calibrate } from './calibrate.ts'
export {
  type Asking,
  asking,
  type Fitted,
  fitOrders,
  historyOn,
  type OrderModel,
  orderModels,
} from './model.ts'
export { type Ahead, type ExpectedCurves, expectedCurves } from './expected-curves.ts'
export { type KeptFit, keepFit } from './keep-fit.ts'
export { type OrdersOverDays, openWorth, type Worth } from './open-worth.ts'
export { fitValues, orderValueOf } from './order-values.ts'
export { type ManyPurchases, type Purchases, readPurchases } from './read-purchases.ts'
export { weekOf } from './week-of.ts'
