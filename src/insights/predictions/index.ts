/** What customers will probably do: models fitted to a shop's own orders, and how good they would have been. */
export { type Calibration, type CalibrationRow, calibrate } from './calibrate.ts'
export { type Fitted, fitOrders, fitValues, historyOn, type OrderModel, orderModels, orderValueOf } from './model.ts'
export { type Purchases, readPurchases } from './read-purchases.ts'
