import type { RuleReading } from '../segments/index.ts'
import type { StartReading } from './triggers/trigger.ts'

/** What campaign files are read with. */
export type CampaignReading = RuleReading & StartReading
