/**
 * Names of the language that a later version brings. They are refused by name, so that a rule is never silently false:
 * a fact or event leaves this list in the version that builds it.
 */
const laterNames = [
  'alive_probability',
  'answered',
  'bounced',
  'bucket',
  'ces',
  'clicked',
  'complained',
  'complained_to_us',
  'complaint_resolved',
  'csat',
  'earned_points',
  'emailed',
  'expected_orders',
  'frequency_score',
  'last_clicked',
  'last_emailed',
  'last_opened',
  'last_visit',
  'lifetime_value',
  'loyalty_points',
  'loyalty_tier',
  'monetary_score',
  'next_order_expected',
  'nps',
  'nps_class',
  'open_complaint',
  'opened',
  'overdue_ratio',
  'points_expire',
  'points_to_next_tier',
  'recency_score',
  'redeemed',
  'referrals',
  'referred',
  'rfm_group',
  'topic',
  'unsubscribed',
  'usual_gap',
] as const

/** True for a fact or event that the language knows and this version does not. */
export function arrivesLater(name: string): boolean {
  return (laterNames as readonly string[]).includes(name)
}
