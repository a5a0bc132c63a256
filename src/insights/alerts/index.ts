/** What somebody of the shop should know: numbers that left their usual range, and good customers who became late. */
export { type Alerts, findAlerts, type LateCustomer } from './find-alerts.ts'
export {
  addressesToTell,
  findNotices,
  type Notice,
  type Notices,
  noteTold,
  type OpenNotices,
  openNotices,
} from './find-notices.ts'
export { type LateBuyer, openLateBuyers } from './late-buyers.ts'
export { DAYS, type DayCounts, noCounts, type OutOfRange, outOfRange, type WatchedNumber, WEEKS } from './watched.ts'
