import type { Shop } from '../config/shop.ts'
import { attributeFacts } from './attributes.ts'
import { consentFacts } from './consent.ts'
import { engagementEvents, engagementFacts } from './engagement.ts'
import type { EventKind } from './event.ts'
import { orderEvents, ownEvents } from './events.ts'
import type { Fact } from './fact.ts'
import { membershipFacts, stageFact } from './membership.ts'
import { orderFacts } from './orders.ts'
import { nextOrderFact, predictionFacts } from './predictions.ts'
import { profileFacts } from './profile.ts'
import { rhythmFacts } from './rhythm.ts'
import { scoreFacts } from './scores.ts'

/** All that rules of one shop can ask: the built-in facts and events and those the shop declares. */
export interface Vocabulary {
  readonly shop: Shop
  readonly facts: readonly Fact[]
  readonly events: readonly EventKind[]
  /** The facts by what they are about, in their order. */
  readonly themes: readonly Theme[]
  /** Names of facts and events, for did-you-mean. */
  readonly names: readonly string[]
  fact(name: string): Fact | undefined
  event(name: string): EventKind | undefined
}

/** Facts about one thing, under a heading of the reference. */
export interface Theme {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** The vocabulary of a shop. A name of the language is never given away to an attribute or event of the shop. */
export function vocabularyOf(shop: Shop): Vocabulary {
  const themes: Theme[] = [
    { title: 'What they bought', facts: orderFacts },
    { title: 'When they buy', facts: [...rhythmFacts, nextOrderFact(shop)] },
    { title: 'What they will do', facts: predictionFacts },
    { title: 'How they rank', facts: scoreFacts },
    { title: 'Who they are', facts: profileFacts },
    { title: 'Whether you may write', facts: consentFacts },
    { title: 'What became of emails', facts: engagementFacts },
    { title: 'Segments', facts: [...membershipFacts, stageFact(shop)] },
  ]
  const known = themes.flatMap((theme) => theme.facts)
  const happening = [...orderEvents, ...engagementEvents]
  const taken = new Set([...known, ...happening].map(({ name }) => name))
  const own = attributeFacts(shop).filter(({ name }) => !taken.has(name))
  const facts = [...known, ...own]
  const events = [...happening, ...ownEvents(shop).filter(({ name }) => !taken.has(name))]
  const factsByName = new Map(facts.map((fact) => [fact.name, fact]))
  const eventsByName = new Map(events.map((event) => [event.name, event]))
  return {
    shop,
    facts,
    events,
    themes: own.length > 0 ? [...themes, { title: 'Your own', facts: own }] : themes,
    names: [...factsByName.keys(), ...eventsByName.keys()],
    fact: (name) => factsByName.get(name),
    event: (name) => eventsByName.get(name),
  }
}
