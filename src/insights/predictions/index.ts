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
export { fitValues, orderValueOf } from './order-values.ts'
export { type Purchases, readPurchases } from './read-purchases.ts'
