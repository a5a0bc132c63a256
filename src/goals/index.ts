/** What the shop wants its numbers to become: goals.yaml read, and judged by what came of it. */
export type { Direction, ShopGoal, Target } from './goal.ts'
export { goalShape, goalsShape } from './goals-shape.ts'
export { type Metric, metrics, type MetricUnit } from './metrics.ts'
export { type Measured, type Progress, progressOf, type Verdict } from './progress.ts'
export { type GoalReading, readGoals } from './read-goals.ts'
