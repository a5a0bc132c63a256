import { type CampaignListWord, campaignListWords } from './campaign-list.ts'
import { type CampaignMeasureWord, campaignMeasureWords } from './campaign-measure.ts'
import { type CampaignWayWord, campaignWayWords } from './campaign-way.ts'
import { type CampaignTermWord, campaignTermWords } from './campaign-terms.ts'
import { joinWords } from './join-words.ts'
import type { WordList } from './say.ts'

/** Words of the list of campaigns and of one campaign. */
export type CampaignsWord = CampaignListWord | CampaignWayWord | CampaignMeasureWord | CampaignTermWord

export const campaignsWords: WordList<CampaignsWord> = joinWords(
  campaignListWords,
  campaignWayWords,
  campaignMeasureWords,
  campaignTermWords,
)
