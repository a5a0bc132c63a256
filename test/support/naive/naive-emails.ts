import type { Instant } from '../../../src/clock.ts'
import { fold } from '../../../src/text/index.ts'
import type { World } from './world.ts'

/** Something that happened to an email of a customer, with the texts that filters compare. */
export interface EmailHappening {
  readonly at: Instant
  readonly texts: Readonly<Record<string, string>>
}

/** The events that happen to emails or through them. */
export const ofEmails = ['emailed', 'opened', 'clicked', 'bounced', 'complained', 'unsubscribed']

/** What happened to a customer's emails, or through them, under the name of the event. */
export function emailHappenings(world: World, customer: number, event: string): EmailHappening[] {
  const found: EmailHappening[] = []
  if (event === 'emailed') {
    for (const message of world.messages) {
      if (message.customer === customer && message.submitted_at !== null)
        found.push({ at: message.submitted_at, texts: textsOf(message) })
    }
  } else if (event === 'unsubscribed') {
    for (const word of world.consents) {
      if (word.customer === customer && word.status === 'unsubscribed' && word.at !== null)
        found.push({ at: word.at, texts: textsOf(word) })
    }
  } else {
    for (const one of world.message_events) {
      if (one.customer === customer && one.kind === event && one.machine === 0)
        found.push({ at: one.at, texts: textsOf(one) })
    }
  }
  return found
}

/** The latest of the events with these names up to an instant. */
export function latestOf(happenings: readonly { readonly at: Instant }[], until: Instant): Instant | null {
  const past = happenings.map(({ at }) => at).filter((at) => at <= until)
  return past.length === 0 ? null : Math.max(...past)
}

function textsOf(row: Readonly<Record<string, unknown>>): Record<string, string> {
  const names = ['campaign', 'template', 'topic', 'link']
  return Object.fromEntries(names.flatMap((name) => (typeof row[name] === 'string' ? [[name, fold(row[name])]] : [])))
}
