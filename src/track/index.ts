/** What comes back: events of mail services, clicks and opens of our own links, bounces, and what follows from them. */
export { EVENTS_SINCE, type Forgotten, forgetEvents, oldestEvent } from './forget-events.ts'
export { followLink, noteOpen, trapTarget, type Visitor } from './follow-link.ts'
export { type CampaignPause, guardCampaigns, pausedCampaigns, releaseCampaign } from './guard-campaigns.ts'
export { type Strain, strains, strainWords } from './guard-campaigns.ts'
export { processWebhooks, type Processed, type ReadEvent } from './process-webhooks.ts'
export { storeWebhooks, type WebhookDelivery } from './webhooks.ts'
export { storedLinks } from './stored-links.ts'
export { takeBounce } from './take-bounce.ts'
