/** Read-only questions about what was sent and what came of it. */
export { type CampaignMonth, campaignMonth } from './campaign-month.ts'
export { type CampaignStats, campaignStats } from './campaign-stats.ts'
export { type NamedCustomer, peopleById } from './people-by-id.ts'
export { type DecisionFilter, decisionsOfRun, messageStates, type Position, type RunDecision } from './run-decisions.ts'
export { uncertainCount } from './uncertain-count.ts'
export { messagesOfRuns, newestRuns, type RunRow, runOfSlot } from './run-rows.ts'
export type * from './customer-past.ts'
export { customerPast, pastKinds } from './customer-past.ts'
export { type ComingEmail, consentLog, type CustomerSheet, customerSheet } from './customer-sheet.ts'
export { heldOut, type JourneyPlace, journeyPlaces, type JourneyStep } from './journey-places.ts'
export { customersMeant, newestCustomers, searchCustomers, type SoughtCustomer } from './search-customers.ts'
export { dropOlder } from './drop-older.ts'
export { type Cohort, cohorts } from './cohorts.ts'
export {
  dropOutdated,
  forgetAnswers,
  keepAnswer,
  type KeptAnswer,
  keptAnswers,
  newestOrder,
} from './kept-answers.ts'
export { placed } from './placed.ts'
export { firstOrderAt, runDays } from './run-days.ts'
export { type ScoreCell, scoreGrid } from './score-grid.ts'
export { sendsByDay } from './sends-by-day.ts'
export { type StageMove, stageMoves } from './stage-moves.ts'
export { stageSizes } from './stage-sizes.ts'
export * from './experiments/index.ts'
export * from './retention/index.ts'
export * from './variants/index.ts'
export * from './alerts/index.ts'
