import { isDay } from '../../calendar/index.ts'
import type { Problem } from '../../problem.ts'
import { readFields } from '../../yaml/index.ts'
import { readPhrase } from '../read-phrase.ts'
import { onDays } from './every.ts'
import { defineTrigger } from './trigger.ts'

/** `{once: 2026-12-01}`: for everybody in `who`, on one day. */
export const once = defineTrigger({
  name: 'once',
  options: [],
  doc: 'On one day, for everybody in the campaign’s `who`.',
  example: 'starts: {once: 2026-12-01}',
  read(block) {
    const problems: Problem[] = []
    const entry = readFields(block, ['once'], 'once').entries.get('once')
    const date = entry && readPhrase(entry, problems, (text) => (isDay(text) ? text : undefined), '2026-12-01')
    if (!date) return { problems }
    return {
      value: {
        trigger: 'once',
        phrase: `once on ${date}`,
        line: block.place.line,
        segments: [],
        about: 'a customer',
        defaults: { priority: 20, again: 'never' },
        moment: 'day',
        days: { by: 'calendar', fits: (day) => day === date },
        occasions: async (ctx) => onDays(ctx, (day) => day === date),
      },
      problems,
    }
  },
})
