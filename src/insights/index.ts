/** Read-only questions about what was sent and what came of it. */
export { type CampaignStats, campaignStats } from './campaign-stats.ts'
