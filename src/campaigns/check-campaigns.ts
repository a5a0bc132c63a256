import type { Problem } from '../problem.ts'
import type { Rule } from '../segments/index.ts'
import { problemOn } from '../yaml/index.ts'
import type { Campaign } from './campaign.ts'

/** What is odd about campaigns beside each other: two that begin on the same days for the same customers. */
export function checkCampaigns(campaigns: readonly Campaign[]): Problem[] {
  const first = new Map<string, Campaign>()
  return campaigns.flatMap((campaign) => {
    // A word to the shop takes nothing from anybody's day.
    if (!campaign.steps.some(({ kind }) => kind === 'send')) return []
    const audience = audienceOf(campaign)
    const before = first.get(audience)
    if (before) return [sameAudience(campaign, before)]
    first.set(audience, campaign)
    return []
  })
}

function sameAudience({ name, starts }: Campaign, before: Campaign): Problem {
  const message = `${name} starts like ${before.name} and is for the same customers`
  const hint = 'of two on one day one is held back: make them one campaign, or give each its own "who"'
  return { ...problemOn(starts, 'same-audience', message, hint), severity: 'warning' }
}

/** Equal for campaigns that write to the same people on the same days, however their rules are ordered. */
function audienceOf({ purpose, starts, who }: Campaign): string {
  return JSON.stringify([purpose, starts.text, who ? ruleText(who) : ''])
}

function ruleText(rule: Rule): string {
  if (rule.is === 'line') return rule.clause.text
  const parts = rule.rules.map(ruleText)
  // A group of one is what it holds; only `none` turns it round.
  if (parts.length === 1 && rule.is !== 'none' && !(rule.is === 'at least' && rule.count !== 1)) return parts[0] ?? ''
  return `${rule.is} ${rule.is === 'at least' ? rule.count : ''}(${parts.sort().join('; ')})`
}
