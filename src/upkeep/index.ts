/** Keeping a shop running: is everything as it should be, and back again from a copy. */
export { putBack, settleRestored, type Settled } from './restore.ts'
export type { Leavers } from './carry-leaving.ts'
