import { type CampaignListWord, campaignListWords } from './campaign-list.ts'
import { type CampaignMissingWord, campaignMissingWords } from './campaign-missing.ts'
import { type CampaignMeasureWord, campaignMeasureWords } from './campaign-measure.ts'
import { type CampaignWayWord, campaignWayWords } from './campaign-way.ts'
import { type CampaignTermWord, campaignTermWords } from './campaign-terms.ts'
import { joinWords } from './join-words.ts'
import type { WordList } from './say.ts'

/** Words of the list of campaigns and of one campaign. */
export type CampaignsWord =
  | CampaignListWord
  | CampaignMissingWord
  | CampaignWayWord
  | CampaignMeasureWord
  | CampaignTermWord

export const campaignsWords: WordList<CampaignsWord> = joinWords(
  campaignListWords,
  campaignMissingWords,
  campaignWayWords,
  campaignMeasureWords,
  campaignTermWords,
)
