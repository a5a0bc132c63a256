/** Who gets what, who waits, who is skipped, and why: pure until `enqueue`. */
export { enqueue } from './enqueue.ts'
export { type MadePlan, makePlan } from './make-plan.ts'
export type { CampaignCounts, Decision, Entry, Plan, PlanContext, PlanOptions, Reason } from './plan.ts'
export { type PlannedDay, planDay } from './plan-day.ts'
export { outsideQuiet } from './quiet-hours.ts'
export { readPlan } from './read-plan.ts'
export { reasonSentence, reasonWords } from './reason-words.ts'
export { type Why, type WhyCampaign, type WhyClause, why } from './why.ts'
