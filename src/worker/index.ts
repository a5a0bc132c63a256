/** The work of a shop as jobs: in one process, or on PostgreSQL by any number of workers. */
export type { Outcomes } from './outcomes.ts'
export type { HealthSource } from './health.ts'
export { workInOneProcess } from './in-one-process.ts'
export { healthRoutes, serveHealth, type ServedHealth } from './serve-health.ts'
export { startWorker, type Worker } from './start-worker.ts'
export { counting, noTallies, type Tallies } from './tallies.ts'
export type { Heard, Work } from './work.ts'
