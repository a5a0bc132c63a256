/** Keeping a shop running: is everything as it should be, and back again from a copy. */
export { checks } from './checks/index.ts'
export { type Examined, examineShop } from './examine-shop.ts'
export type { Check, Condition, Finding, Patient } from './finding.ts'
export { type Move, type Moved, moveHouse } from './move-house.ts'
export { type Outside, realOutside } from './outside.ts'
export { putBack, settleRestored, type Settled } from './restore.ts'
export type { Leavers } from './carry-leaving.ts'
