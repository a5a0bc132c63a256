/** Read-only questions about what was sent and what came of it. */
export { type CampaignMonth, campaignMonth } from './campaign-month.ts'
export { type CampaignStats, campaignStats } from './campaign-stats.ts'
export { type DecisionFilter, decisionsOfRun, messageStates, type Position, type RunDecision } from './run-decisions.ts'
export { uncertainCount } from './uncertain-count.ts'
export { messagesOfRuns, newestRuns, type RunRow, runOfSlot } from './run-rows.ts'
