import type { Reason } from './plan.ts'

/** A reason as a short phrase for a table: "3 skipped: no consent". */
export function reasonWords(reason: Reason): string {
  return words[reason][0]
}

/** A reason as a sentence for `why`. */
export function reasonSentence(reason: Reason): string {
  return words[reason][1]
}

const words: Record<Reason, readonly [short: string, sentence: string]> = {
  suppressed: ['suppressed', 'The address is suppressed: nothing is sent to it.'],
  no_consent: ['no consent', 'There is no consent to marketing.'],
  open_complaint: ['open complaint', 'A complaint is open: marketing waits until it is resolved.'],
  stopped: ['stopped', 'What was to end this journey (stop_when) has happened since its start.'],
  left_audience: ['left the audience', 'The customer is not in the campaign’s audience (who, only_if).'],
  already_sent: ['already sent', 'This email, or one of the same campaign within its “again”, was sent already.'],
  holdout: ['holdout', 'The customer is in the holdout: gets nothing, and is measured.'],
  guard_stopped: ['stopped by a guard', 'A guard stopped a segment that this campaign uses.'],
  paused: ['paused', 'The campaign is paused, or the customer asked for a pause from marketing.'],
  too_late: ['too late', 'The day passed longer ago than the campaign’s “late” allows.'],
  missing_data: ['no address', 'Something that the email needs is missing: the customer has no e-mail address.'],
  outranked: ['outranked', 'Another email of higher priority takes the customer’s day.'],
  cap_reached: ['limit reached', 'The shop’s limit of marketing emails is used up.'],
  quiet_hours: ['quiet hours', 'It would fall into the quiet hours.'],
  not_yet: ['not yet', 'Its day has not come yet.'],
  due: ['due', 'It is due.'],
}
