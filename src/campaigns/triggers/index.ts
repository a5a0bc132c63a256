import { every } from './every.ts'
import { onDate } from './on-date.ts'
import { once } from './once.ts'
import type { Trigger } from './trigger.ts'
import { when } from './when.ts'
import { whenEntering } from './when-entering.ts'

/** All triggers, in the order of the docs. */
export const triggers: readonly Trigger[] = [whenEntering, when, onDate, every, once]
