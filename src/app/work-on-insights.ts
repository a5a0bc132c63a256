import { dayNumber } from '../calendar/index.ts'
import { keepAnswer, newestOrder } from '../insights/index.ts'
import type { Rules } from './contexts.ts'
import { countInsight } from './count-insight.ts'
import { type InsightTask, meaningOfTask, nameOfTask } from './insight-tasks.ts'
import type { ShopFiles } from './shop-files.ts'

/** Counts these tasks one after the other and keeps each answer at once; `onDone` hears of each. */
export async function workOnInsights(
  app: Rules & { readonly files: ShopFiles },
  tasks: readonly InsightTask[],
  onDone: () => void,
): Promise<void> {
  const { db, dialect } = app
  for (const task of tasks) {
    const newest = await newestOrder({ db })
    const answer = await countInsight(app, task)
    const { kind, day, asOf } = task
    await keepAnswer(
      { db, dialect, now: asOf },
      {
        name: nameOfTask(task),
        day: dayNumber(day),
        meaning: meaningOfTask(kind, app.files),
        asOf,
        newestOrder: newest,
        answer,
      },
      kind === 'stages' ? 'beside others' : 'only',
    )
    onDone()
    // Pages that came meanwhile are answered first.
    await new Promise((answered) => setImmediate(answered))
  }
}
