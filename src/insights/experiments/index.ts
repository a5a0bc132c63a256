/** Does it work: what customers who are held out do, beside those who are not. */
export { countGroups } from './count-groups.ts'
export { enteredGroups, type HeldOutBy, type Windows } from './entered-groups.ts'
export type { Holdout, HoldoutGroup } from './holdout.ts'
export { type Bounds, type Lift, liftOf } from './lift.ts'
