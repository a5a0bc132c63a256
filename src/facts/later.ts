/**
 * Names of the language that a later version brings. They are refused by name, so that a rule is never silently false:
 * a fact or event leaves this list in the version that builds it.
 */
const laterNames = [
  'answered',
  'ces',
  'complained_to_us',
  'complaint_resolved',
  'csat',
  'earned_points',
  'loyalty_points',
  'loyalty_tier',
  'nps',
  'nps_class',
  'open_complaint',
  'points_expire',
  'points_to_next_tier',
  'redeemed',
  'referrals',
  'referred',
] as const

/** True for a fact or event that the language knows and this version does not. */
export function arrivesLater(name: string): boolean {
  return (laterNames as readonly string[]).includes(name)
}
