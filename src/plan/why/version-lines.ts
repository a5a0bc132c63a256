import { localDay } from '../../calendar/index.ts'
import type { Campaign } from '../../campaigns/index.ts'
import { adoptionsAt } from '../adoptions.ts'
import type { DecidedStep } from './decided-steps.ts'
import { type Found, foundInWords } from './found.ts'
import type { Telling } from './telling.ts'
import type { WhyClause } from './why-clause.ts'

/** Which version of the email it is, where one was adopted: that one, or the customer's own from before. */
export async function versionLines(
  { ctx }: Telling,
  campaign: Campaign,
  main: DecidedStep | undefined,
): Promise<WhyClause[]> {
  if (!main || main.variant === null) return []
  const own = (await adoptionsAt(ctx)).filter((one) => one.campaign === campaign.name && one.step === main.step)
  const latest = own.at(-1)
  if (!latest) return []
  const { variant, startedAt } = main
  const by = own.find(
    (one) => one.variant === variant && startedAt >= one.at && (one.endedAt === null || startedAt < one.endedAt),
  )
  const found: Found = by
    ? { is: 'version adopted', variant, day: localDay(by.at, ctx.shop.timeZone) }
    : { is: 'version kept', variant, adopted: latest.variant, day: localDay(latest.at, ctx.shop.timeZone) }
  const value = foundInWords(found)
  return [{ text: 'version', file: null, line: null, value, found, holds: true, within: [], reason: 'due' }]
}
