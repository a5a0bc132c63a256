import type { Staff } from './shop.ts'
import { type Block, openBlock, type Phrase, readPhrase } from './shop-reading.ts'
import { shopPhrases } from './shop-phrases.ts'

/** What `staff:` may say, in the order of the reference. */
export const staffKeys = ['alerts', 'at_most', 'view'] as const

const atMost: Phrase<number> = {
  says: 'a number of alerts, 1 to 50',
  example: '5 a day',
  read(text) {
    const number = Number(/^(\d{1,2}) +a +day$/i.exec(text.trim())?.[1])
    return number >= 1 && number <= 50 ? number : undefined
  },
}

/** `staff: {alerts: care@shop.example, at_most: 5 a day}`. */
export function readStaff(block: Block): Staff {
  const entry = block.entries.get('staff')
  const inner = entry
    ? openBlock(entry.value, staffKeys, 'what goes to people of the shop', block.problems)
    : { entries: new Map(), problems: block.problems }
  return {
    alerts: readPhrase(inner, 'alerts', shopPhrases.address),
    atMost: readPhrase(inner, 'at_most', atMost) ?? 5,
    view: readPhrase(inner, 'view', shopPhrases.webAddress),
  }
}
