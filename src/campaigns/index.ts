/** Who gets which emails, when: campaign files as data, and the triggers that begin a journey. */
export type {
  Again,
  Campaign,
  Coupon,
  DueStep,
  Goal,
  NotifyStep,
  PauseStep,
  SendStep,
  Step,
  Subject,
  Variant,
  Winner,
} from './campaign.ts'
export type { CampaignReading } from './campaign-reading.ts'
export { campaignShape } from './campaign-shape.ts'
export { type CampaignExample, type ExampleReason, exampleReasons } from './example.ts'
export { checkCampaigns } from './check-campaigns.ts'
export { dueSteps, hasNotices, isDue } from './due-steps.ts'
export { campaignKeys, readCampaign } from './read-campaign.ts'
export { campaignInWords } from './in-words.ts'
export { rulesOf, segmentsOf } from './segments-of.ts'
export { triggers } from './triggers/index.ts'
export type * from './triggers/start-days.ts'
export type { OccasionContext, StartOf, Trigger } from './triggers/trigger.ts'
