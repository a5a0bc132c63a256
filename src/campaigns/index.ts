/** Who gets which emails, when: campaign files as data, and the triggers that begin a journey. */
export type { Again, Campaign, Coupon, Goal, SendStep, Step, Subject, Variant } from './campaign.ts'
export type { CampaignReading } from './campaign-reading.ts'
export { checkCampaigns } from './check-campaigns.ts'
export { campaignKeys, readCampaign } from './read-campaign.ts'
export { segmentsOf } from './segments-of.ts'
export { triggers } from './triggers/index.ts'
export type { OccasionContext, StartOf, Trigger } from './triggers/trigger.ts'
